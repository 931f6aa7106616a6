import { LIMITS } from '../../engine/limits.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import {
  decimalNumber,
  seedProblem,
  temperatureProblem,
  textProblem,
  wholeNumber,
} from './check.ts';
import { timeProblem } from './block-check.ts';
import type { Settings } from './state.ts';

/** Either a change, or the reason why there is none. */
export interface Reading<T> {
  readonly change?: Partial<T>;
  readonly why?: string | undefined;
}

/** Reads one setting, with the checks that typing it has. */
export function readSetting(key: string, value: string): Reading<Settings> {
  switch (key) {
    case 'text':
      return { change: { text: value }, why: textProblem(value) };
    case 'source':
      return { change: { source: value }, why: textProblem(value) };
    case 'seed':
      return { change: { seed: wholeNumber(value) }, why: seedProblem(value) };
    case 'temperature':
      return { change: { temperature: decimalNumber(value) }, why: temperatureProblem(value) };
    case 'width':
      return readListed(value, LIMITS.widths, (width) => ({ width }));
    case 'heads':
      return readListed(value, LIMITS.heads, (heads) => ({ heads }));
    case 'padding':
      return readListed(value, [0, 1, 2, 3, 4], (padding) => ({ padding }));
    case 'time':
      return { change: { time: wholeNumber(value) }, why: timeProblem(value) };
    case 'frames':
      return readListed(value, LIMITS.frames, (frames) => ({ frames }));
    case 'zero':
      return readSwitch(value, (zero) => ({ zero }));
    case 'positions':
      return readSwitch(value, (positions) => ({ positions }));
    case 'causal':
      return readSwitch(value, (causal) => ({ causal }));
    case 'maskPadding':
      return readSwitch(value, (maskPadding) => ({ maskPadding }));
    default:
      return value === 'post' || value === 'pre'
        ? { change: { norm: value } }
        : { why: strings.ignored.oneOf(['post', 'pre']) };
  }
}

export function readListed<T>(
  value: string,
  list: readonly number[],
  change: (number: number) => Partial<T>,
): Reading<T> {
  const number = wholeNumber(value);
  return list.includes(number)
    ? { change: change(number) }
    : { why: strings.ignored.oneOf(list.map(String)) };
}

export function readSwitch<T>(value: string, change: (on: boolean) => Partial<T>): Reading<T> {
  if (value === 'on' || value === 'off') return { change: change(value === 'on') };
  return { why: strings.ignored.oneOf(['on', 'off']) };
}

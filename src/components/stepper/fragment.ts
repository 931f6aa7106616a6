import { LIMITS } from '../../engine/limits.ts';
import type { Edit } from '../../engine/protocol.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import { decode, isOwn, joinFragment, segments } from '../address/segments.ts';
import { decimalNumber, weightProblem, wholeNumber } from './check.ts';
import { readSetting, readSwitch } from './reading.ts';
import type { Instrument } from './instrument.ts';
import type { Reading } from './reading.ts';
import { findStep, fittingHeads, headChoices, stepNames, toJob, withEdit } from './state.ts';
import type { State } from './state.ts';
import { weightShapes } from './weights.ts';

/**
 * The state of a stepper in the fragment of the address, as text that a reader can read and
 * change: `#attention.text=a+red+circle&attention.seed=7&attention.step=attention.scores`.
 *
 * A fragment can come from anyone, so nothing in it is trusted: each value is checked as if it had
 * been typed, and what does not fit is reported and left out. Keys of other steppers and plain
 * heading anchors are not ours, and stay as they are.
 */

/** Something in a fragment that was left out, and why. */
export interface Ignored {
  /** `seed=NaN`, at most 60 characters of it. */
  readonly what: string;
  readonly why: string;
}

export interface Parsed {
  readonly state: State;
  readonly ignored: readonly Ignored[];
  /** Whether the fragment had anything to say to this stepper. */
  readonly found: boolean;
}

/** A fragment longer than this is not read at all. */
export const LONGEST = 40_000;

/** Writes the state of the stepper `id`. What other segments `before` held stays, but for anchors. */
export function formatFragment(
  id: string,
  instrument: Instrument,
  state: State,
  before = '',
): string {
  const { settings, edits, step, head, view, predict } = state;
  const own: [string, string][] = [
    ...instrument.settings.map((key): [string, string] => [key, write(settings[key])]),
    ['step', step],
    ...(head > 0 ? [['head', String(head + 1)] as [string, string]] : []),
    ...(view === 'table' ? [['view', view] as [string, string]] : []),
    ...(predict ? [['predict', write(predict)] as [string, string]] : []),
    ...edits.map(({ name, index, value }): [string, string] => [
      'edit',
      [name, ...index, value].join(),
    ]),
  ];
  return joinFragment(id, own, before);
}

/** Whether a fragment has a key of the stepper `id`. */
export function concerns(id: string, hash: string): boolean {
  return segments(hash).some((segment) => isOwn(id, segment));
}

/** Reads the state of the stepper `id`; whatever is missing or wrong stays as in `base`. */
export function parseFragment(
  id: string,
  hash: string,
  instrument: Instrument,
  base: State,
): Parsed {
  if (!concerns(id, hash)) return { state: base, ignored: [], found: false };
  if (hash.length > LONGEST) {
    const ignored = [{ what: shorten(hash), why: strings.ignored.long(hash.length, LONGEST) }];
    return { state: base, ignored, found: true };
  }
  const own = segments(hash).filter((segment) => isOwn(id, segment));
  const reader = new Reader(instrument, base);
  const entries = own.map((segment) => reader.split(segment.slice(id.length + 1)));
  const known = entries.filter((entry) => entry !== undefined);
  // Settings come first: which steps, heads and weights there are depends on them.
  const isSetting = (key: string) => instrument.settings.some((setting) => setting === key);
  known.filter(([key]) => isSetting(key)).forEach(([key, value]) => reader.setting(key, value));
  reader.settle();
  known.filter(([key]) => !isSetting(key)).forEach(([key, value]) => reader.other(key, value));
  return { state: reader.state, ignored: reader.ignored, found: true };
}

class Reader {
  state: State;
  readonly ignored: Ignored[] = [];
  readonly #instrument: Instrument;
  readonly #seen = new Set<string>();

  constructor(instrument: Instrument, base: State) {
    this.#instrument = instrument;
    this.state = { ...base, edits: [] };
  }

  /** `seed=7` as key and value, or nothing if it cannot be decoded or comes a second time. */
  split(segment: string): readonly [string, string] | undefined {
    const at = segment.indexOf('=');
    const [key, raw] = at < 0 ? [segment, ''] : [segment.slice(0, at), segment.slice(at + 1)];
    if (this.#seen.has(key)) {
      this.#ignore(key, raw, strings.ignored.twice);
      return undefined;
    }
    if (key !== 'edit') this.#seen.add(key);
    const value = decode(raw);
    if (value !== undefined) return [key, value];
    this.#ignore(key, raw, strings.ignored.encoding);
    return undefined;
  }

  setting(key: string, value: string): void {
    const { change, why } = readSetting(key, value);
    if (why !== undefined) this.#ignore(key, value, why);
    else this.state = { ...this.state, settings: { ...this.state.settings, ...change } };
  }

  /** Makes settings that are fine one by one fit each other. */
  settle(): void {
    const { settings, step } = this.state;
    const { width, heads } = settings;
    const choices = headChoices(width);
    if (!choices.includes(heads)) {
      this.#ignore('heads', String(heads), strings.problems.heads(width, choices));
      const fitting = fittingHeads(width, heads);
      this.state = { ...this.state, settings: { ...settings, heads: fitting } };
    }
    const names = stepNames(this.#instrument, this.state.settings);
    const head = Math.min(this.state.head, this.state.settings.heads - 1);
    this.state = { ...this.state, head, step: names.includes(step) ? step : (names[0] ?? '') };
  }

  other(key: string, value: string): void {
    const { change, why } = this.#readOther(key, value);
    if (why !== undefined) this.#ignore(key, value, why);
    else this.state = { ...this.state, ...change };
  }

  #readOther(key: string, value: string): Reading<State> {
    const { settings } = this.state;
    const names = stepNames(this.#instrument, settings);
    switch (key) {
      case 'step': {
        // `pattern` will do for `attention.pattern`: nobody types the whole name.
        const step = findStep(names, value);
        return step === undefined ? { why: strings.ignored.step } : { change: { step } };
      }
      case 'head': {
        const head = wholeNumber(value);
        const fits = head >= 1 && head <= settings.heads;
        return fits
          ? { change: { head: head - 1 } }
          : { why: strings.ignored.head(settings.heads) };
      }
      case 'view':
        return value === 'map' || value === 'table'
          ? { change: { view: value } }
          : { why: strings.ignored.oneOf(['map', 'table']) };
      case 'predict':
        return readSwitch(value, (predict) => ({ predict }));
      case 'edit':
        return this.#readEdit(value);
      default:
        return { why: strings.ignored.key };
    }
  }

  #readEdit(value: string): Reading<State> {
    const [name = '', ...rest] = value.split(',');
    const typed = rest.pop() ?? '';
    const shape = weightShapes(toJob(this.#instrument.model, this.state.settings, [])).get(name);
    const index = rest.map(wholeNumber);
    const fits =
      index.length === shape?.length && index.every((i, axis) => i >= 0 && i < (shape[axis] ?? 0));
    if (!fits) return { why: strings.ignored.weight };
    if (this.state.edits.length >= LIMITS.edits.max)
      return { why: strings.ignored.edits(LIMITS.edits.max) };
    const why = weightProblem(typed);
    if (why !== undefined) return { why };
    const edit: Edit = { name, index, value: decimalNumber(typed) };
    return { change: withEdit(this.state, edit) };
  }

  #ignore(key: string, value: string, why: string): void {
    this.ignored.push({ what: shorten(`${key}=${value}`), why });
  }
}

function write(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

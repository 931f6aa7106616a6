import { LIMITS } from '../../engine/limits.ts';
import { blockStrings } from '../../strings/en/block-stepper.ts';
import { wholeNumber } from './check.ts';

/** What is wrong with a typed timestep, or nothing. */
export function timeProblem(text: string): string | undefined {
  const { min, max } = LIMITS.time;
  const time = wholeNumber(text);
  return time >= min && time <= max ? undefined : blockStrings.timeProblem(min, max);
}

import { ModelError } from '../error.ts';
import { expectIds } from './check.ts';

/** What span corruption makes of a text. */
export interface Corrupted {
  /** What the encoder reads: each hidden span became one sentinel. */
  readonly input: readonly number[];
  /** What the decoder should say: each sentinel, then what it hides; a last one closes. */
  readonly target: readonly number[];
}

/**
 * Span corruption, the objective of T5: hide spans of the text, and say what they were.
 *
 *     text    Thank you for inviting me to your party last week
 *     input   Thank you <X> me to your party <Y> week
 *     target  <X> for inviting <Y> last <Z>
 *
 * Raffel et al. 2020, figure 2. The target holds the hidden tokens alone, so it is cheap to train.
 * The closing `<Z>` is in the paper; T5's code leaves it out, because its masks end hidden.
 *
 * @param noise true = hidden, as `noiseMask` gives it
 * @param sentinels ids in the order of use, one more than there are spans; no text holds them
 * @throws ModelError if the lengths differ, the sentinels run out, or the text holds one.
 */
export function corruptSpans(
  ids: readonly number[],
  noise: readonly boolean[],
  sentinels: readonly number[],
): Corrupted {
  checkCorruption(ids, noise, sentinels);
  const [input, target]: [number[], number[]] = [[], []];
  let spans = 0;
  ids.forEach((id, t) => {
    if (noise[t] && !noise[t - 1]) {
      const sentinel = next(sentinels, spans++);
      input.push(sentinel);
      target.push(sentinel);
    }
    (noise[t] ? target : input).push(id);
  });
  return { input, target: [...target, next(sentinels, spans)] };
}

/**
 * Puts the spans of the target back into the input: the inverse of `corruptSpans`. A model's own
 * target may lack a sentinel; nothing goes in its place then.
 */
export function restoreSpans({ input, target }: Corrupted, sentinels: readonly number[]): number[] {
  return input.flatMap((id) => (sentinels.includes(id) ? spanOf(target, id, sentinels) : [id]));
}

/** The tokens of `target` from `sentinel` to the next one. */
function spanOf(
  target: readonly number[],
  sentinel: number,
  sentinels: readonly number[],
): number[] {
  const from = target.indexOf(sentinel);
  if (from < 0) return [];
  const rest = target.slice(from + 1);
  const end = rest.findIndex((id) => sentinels.includes(id));
  return end < 0 ? rest : rest.slice(0, end);
}

function next(sentinels: readonly number[], i: number): number {
  const sentinel = sentinels[i];
  if (sentinel !== undefined) return sentinel;
  throw new ModelError('corruptSpans', `at least ${i + 1} sentinels`, String(sentinels.length));
}

function checkCorruption(
  ids: readonly number[],
  noise: readonly boolean[],
  sentinels: readonly number[],
): void {
  expectIds('corruptSpans', [...ids, ...sentinels]);
  if (noise.length !== ids.length) {
    throw new ModelError('corruptSpans', `a mask of ${ids.length} places`, String(noise.length));
  }
  const held = ids.find((id) => sentinels.includes(id));
  if (held !== undefined) {
    throw new ModelError('corruptSpans', 'a text without sentinels', String(held));
  }
}

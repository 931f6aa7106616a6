import { ModelError, expectPositive } from '../check.ts';
import type { Random } from '../random.ts';
import { expectIds, expectShare } from './check.ts';
import { draw, roundEven, shuffle } from './draw.ts';

export interface NoiseOptions {
  /** The share of the tokens that is hidden: 0.15 unless told otherwise. */
  readonly density?: number | undefined;
  /** The mean length of a hidden span: 3 unless told otherwise. */
  readonly meanSpan?: number | undefined;
  /** Whether the mask is turned by a random number of places. No, unless told otherwise. */
  readonly roll?: boolean | undefined;
}

/**
 * Which tokens span corruption hides: true = hidden.
 *
 *     hidden tokens = round(density·length), from 1 to length − 1
 *     hidden spans  = round(hidden tokens / meanSpan), at least 1
 *
 * Raffel et al. 2020, section 3.3.4; the rules are those of `random_spans_noise_mask` in T5's code:
 * both counts are fixed, halves rounded to even, and only the places are random, every mask as
 * likely as the other. Spans never touch. The first token is always kept, the last always hidden,
 * so a text that is short enough for one span loses nothing but its end: `roll` then turns the mask,
 * which may cut one span in two. Where more spans are wanted than tokens are kept, T5's code fails;
 * here the spans are fewer.
 *
 * @throws ModelError if a number is out of range.
 */
export function noiseMask(
  random: Random,
  length: number,
  { density = 0.15, meanSpan = 3, roll = false }: NoiseOptions = {},
): boolean[] {
  expectIds('noiseMask', [length]);
  expectShare('noiseMask', 'density', density);
  expectPositive('noiseMask', 'meanSpan', meanSpan);
  if (length < 2) return Array<boolean>(length).fill(false);
  const hidden = between(1, roundEven(density * length), length - 1);
  const kept = length - hidden;
  const spans = between(1, roundEven(hidden / meanSpan), Math.min(hidden, kept));
  const hiddenSpans = segment(random, hidden, spans);
  const noise = segment(random, kept, spans).flatMap((size, i) => [
    ...Array<boolean>(size).fill(false),
    ...Array<boolean>(hiddenSpans[i] ?? 0).fill(true),
  ]);
  const shift = roll ? draw(random, length) : 0;
  return [...noise.slice(shift), ...noise.slice(0, shift)];
}

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

/** Cuts `total` into `parts` whole numbers of at least 1, every way as likely as the other. */
function segment(random: Random, total: number, parts: number): number[] {
  const gaps = Array.from({ length: total - 1 }, (_, gap) => gap < parts - 1);
  const sizes = [1];
  for (const cut of shuffle(random, gaps)) {
    if (cut) sizes.push(1);
    else sizes.push((sizes.pop() ?? 0) + 1);
  }
  return sizes;
}

function between(least: number, x: number, most: number): number {
  return Math.min(Math.max(x, least), most);
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

import { expectPositive } from '../check.ts';
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

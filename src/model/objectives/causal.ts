import { ModelError } from '../error.ts';
import { expectIds } from './check.ts';
import type { Example } from './example.ts';

/**
 * Next-token prediction, the objective of a decoder alone: at every place, say what comes next.
 *
 *     reads  y₁ y₂ … yₙ₋₁
 *     says   y₂ y₃ … yₙ
 *
 * Radford et al. 2018, section 3.1. One sequence gives n − 1 lessons in one pass, because the causal
 * mask hides the answers. The loss does not look where the target is `pad`.
 *
 * @throws ModelError if there are fewer than two ids, or if one is not a whole number.
 */
export function nextTokens(ids: readonly number[], pad?: number): Example {
  expectIds('nextTokens', ids);
  if (ids.length < 2) throw new ModelError('nextTokens', 'at least 2 ids', String(ids.length));
  const targets = ids.slice(1);
  const weights = targets.map((id) => (id === pad ? 0 : 1));
  return { ids: ids.slice(0, -1), targets, weights };
}

/**
 * What a decoder reads when it should say `targets`: the same one place later, behind `start`.
 *
 *     y₁ y₂ … yₙ  →  start y₁ … yₙ₋₁
 *
 * The shift keeps the answer hidden: at place t the causal mask shows the tokens before t alone.
 */
export function shiftRight(targets: readonly number[], start: number): number[] {
  expectIds('shiftRight', [...targets, start]);
  return [start, ...targets].slice(0, targets.length);
}

export interface TeacherForcingOptions {
  /** The id that opens what the decoder reads. T5 uses its padding. */
  readonly start: number;
  /** The id that the decoder should say last. */
  readonly end: number;
  /** With it and `length`, padding fills up to `length`. */
  readonly pad?: number | undefined;
  readonly length?: number | undefined;
}

/**
 * Teacher forcing, for the decoder of an encoder-decoder: it reads the right answer so far, not
 * what it said itself, so that all places train at once.
 *
 *     reads  start y₁ … yₙ
 *     says   y₁ y₂ … end
 *
 * Williams and Zipser 1989 named it; Sutskever et al. 2014 train translation so. The loss looks at
 * the end too, or the decoder would never learn to stop, and not at the padding.
 *
 * @throws ModelError if the text with its end is longer than `length`, if there is a length and no
 * padding, or if an id is not a whole number.
 */
export function teacherForcing(
  text: readonly number[],
  { start, end, pad, length = text.length + 1 }: TeacherForcingOptions,
): Example {
  const full = [...text, end];
  const missing = length - full.length;
  if (missing < 0)
    throw new ModelError('teacherForcing', `at most ${length} ids`, `${full.length}`);
  if (missing > 0 && pad === undefined) {
    throw new ModelError('teacherForcing', 'a padding id to reach the length', 'none');
  }
  const targets = [...full, ...Array<number>(missing).fill(pad ?? 0)];
  const weights = targets.map((_, t) => (t < full.length ? 1 : 0));
  return { ids: shiftRight(targets, start), targets, weights };
}

import type { Random } from '../../model/random.ts';

/** What a prompt shows of a draw: a number, a word, or several numbers. */
export type Value = number | string | readonly number[];

/** Values that were drawn, and what follows from them. */
export interface Draw {
  /** By the name of the hole that each fills in the texts: `{{layers}}`. */
  readonly values: Readonly<Record<string, Value>>;
  readonly answer: number;
  /** How far off still counts as right, in the answer's own unit. 0 unless told otherwise. */
  readonly tolerance?: number;
  /** The whole calculation, in arithmetic that a test computes again. The last side is the answer. */
  readonly working: readonly string[];
  /** The number that each known slip gives, by the slip's name in the question's file. */
  readonly slips: Readonly<Record<string, number>>;
}

/** Draws a number question. The same stream of random numbers gives the same draw. */
export type Generator = (random: Random) => Draw;

import { caption } from '../../language/caption.ts';
import { drawFrom } from '../../split.ts';
import { bestGuesses } from './guess.ts';
import type { Random } from '../../random.ts';
import type { Split } from '../../split.ts';
import type { Knowledge } from './knowledge.ts';
import type { Masked, Noise } from './noise.ts';

export interface CeilingOptions {
  /** Where the scenes come from. */
  readonly split: Split;
  /** The share of them that have two things. */
  readonly two: number;
  /** What the guesser knows. */
  readonly knowledge: Knowledge;
  readonly noise: Noise;
  /** Masks the tokens of a caption. */
  readonly mask: (tokens: readonly string[]) => Masked;
}

/** A share of tokens, with its standard error. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

export interface Ceiling {
  /** How many of the chosen tokens the best guess gets right. */
  readonly accuracy: Estimate;
  /** How many it expects to get right: the same with less noise, if what it knows is how it is. */
  readonly expected: Estimate;
}

/** The best accuracy that there can be on masked tokens, measured on so many captions. */
export function ceiling(random: Random, captions: number, options: CeilingOptions): Ceiling {
  const { split, two, knowledge, noise, mask } = options;
  const rows = Array.from({ length: captions }, () => {
    const { englishTokens } = caption(
      drawFrom(random, split, random.uniform() < two ? 2 : 1),
      random,
    );
    const masked = mask(englishTokens);
    const guesses = bestGuesses(knowledge, masked, noise);
    const right = masked.chosen.filter(
      (place, i) => guesses[i]?.token === englishTokens[place],
    ).length;
    const hoped = guesses.reduce((sum, guess) => sum + (guess?.chance ?? 0), 0);
    return { right, hoped, chosen: masked.chosen.length };
  });
  const chosen = rows.map((row) => row.chosen);
  return {
    accuracy: ratio(
      rows.map(({ right }) => right),
      chosen,
    ),
    expected: ratio(
      rows.map(({ hoped }) => hoped),
      chosen,
    ),
  };
}

/** The ratio of two sums over captions. Tokens of one caption are not independent, captions are. */
function ratio(parts: readonly number[], wholes: readonly number[]): Estimate {
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  const value = sum(parts) / sum(wholes);
  const squares = parts.map((part, i) => (part - value * (wholes[i] ?? 0)) ** 2);
  return { value, error: Math.sqrt(sum(squares)) / sum(wholes) };
}

import type { About, Figure, RunConfig } from './recipe.ts';

/** What is told about a model that ships, in `card.json` beside its weights. */
export interface Card extends About {
  readonly name: string;
  readonly parameters: number;
  readonly command: string;
  /** The whole config of the run, seed included. */
  readonly config: RunConfig;
  readonly steps: number;
  readonly minutes: number;
  readonly machine: string;
  /** The last weights, or their moving average: what was better on the validation split. */
  readonly weights: 'last' | 'average';
  /** Measured on the test split with the weights of the file, which are float16. */
  readonly figures: readonly Figure[];
  readonly bytes: number;
  readonly sha256: string;
}

/** A figure of a card beside the same one measured again, on fewer samples. */
export interface Compared {
  readonly what: string;
  readonly card: Figure;
  readonly now: Figure;
  /** How far they may be apart. */
  readonly tolerance: number;
  readonly agrees: boolean;
}

/**
 * Compares what a card says with what was measured on `now.count` trials.
 *
 *     tolerance = 3·√(p·(1 − p)·(1/n + 1/N)),   p = (hits + 1) / (trials + 2) of the larger sample
 *
 * Three standard errors of a difference of two shares. Laplace's p is never 0 or 1, so that a few
 * misses beside a card that says 100 % are not yet a contradiction.
 */
export function compareFigure(card: Figure, now: Figure): Compared {
  const p = (card.value * card.count + 1) / (card.count + 2);
  const tolerance = 3 * Math.sqrt(p * (1 - p) * (1 / now.count + 1 / card.count));
  const apart = Math.abs(card.value - now.value);
  return { what: card.what, card, now, tolerance, agrees: apart <= tolerance };
}

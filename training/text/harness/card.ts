import type { About, Figure, RunConfig } from './recipe.ts';

/** What is told about a model that ships, in `card.json` beside its weights. */
export interface Card<Config extends { readonly seed: number } = RunConfig> extends About {
  readonly name: string;
  readonly parameters: number;
  /** If parts of it were trained one after the other: each of them. */
  readonly parts?: readonly Part[] | undefined;
  readonly command: string;
  /** The whole config of the run, seed included. */
  readonly config: Config;
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

/** A part of a model, and its training. */
export interface Part {
  readonly name: string;
  readonly parameters: number;
  readonly steps: number;
  readonly minutes: number;
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
 *     tolerance = 3·σ·√(1/n + 1/N)
 *
 * Three standard errors of a difference of two means; σ is the deviation of the larger sample. For a
 * share it is √(p·(1 − p)) with p = (hits + 1) / (trials + 2). Laplace's p is never 0 or 1, so that a
 * few misses beside a card that says 100 % are not yet a contradiction.
 */
export function compareFigure(card: Figure, now: Figure): Compared {
  const tolerance = 3 * deviationOf(card) * Math.sqrt(1 / now.count + 1 / card.count);
  const apart = Math.abs(card.value - now.value);
  return { what: card.what, card, now, tolerance, agrees: apart <= tolerance };
}

function deviationOf({ unit = 'share', value, count, deviation = NaN }: Figure): number {
  if (unit !== 'share') return deviation;
  const p = (value * count + 1) / (count + 2);
  return Math.sqrt(p * (1 - p));
}

import type { LevelsBatchOptions } from '../data/levels.ts';
import type { RunConfig } from '../harness/recipe.ts';

type LevelsRun = RunConfig & {
  readonly data: LevelsBatchOptions;
  /** How much it counts where a head of the last layer looks, beside the answer. */
  readonly guide: number;
};

/** One budget for both: the same questions in the same order, as many steps, the same rates. */
const BUDGET: Omit<LevelsRun, 'name'> = {
  seed: 1,
  steps: 8000,
  data: { seed: 21, tokens: 768, longest: 12, growth: 1500 },
  guide: 1,
  schedule: { peak: 0.002, warmup: 300, floor: 0.00003 },
  optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 },
  clip: 1,
  averageDecay: 0.99,
  checkpointEvery: 100,
  measureEvery: 1000,
  samples: { validation: 30, test: 300, check: 40 },
};

export const LEVELS_RUN: LevelsRun = { ...BUDGET, name: 'multilevel' };
export const FLAT_RUN: LevelsRun = { ...BUDGET, name: 'multilevel-flat' };

/** How long the paragraphs are on which both are measured, in sentences: most are longer than in training. */
export const LENGTHS = [2, 4, 8, 12, 16, 24, 32, 48];

import type { RunConfig } from '../harness/recipe.ts';

/** What a translator's run is told too. */
interface TranslatorRun extends RunConfig {
  readonly batch: number;
  /** How much the loss of the alignment counts beside that of the translation. */
  readonly guide: number;
}

export const TRANSLATOR_RUN: TranslatorRun = {
  name: 'translator',
  seed: 1,
  steps: 2400,
  batch: 32,
  guide: 0.1,
  schedule: { peak: 0.002, warmup: 200, floor: 0.00002 },
  optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 },
  clip: 1,
  averageDecay: 0.995,
  checkpointEvery: 200,
  measureEvery: 400,
  samples: { validation: 250, test: 3000, check: 1000 },
};

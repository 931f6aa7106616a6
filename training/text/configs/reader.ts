import type { ReadingOptions } from '../data/reading.ts';
import type { RunConfig } from '../harness/recipe.ts';

export const READER_RUN: RunConfig & { readonly data: ReadingOptions } = {
  name: 'reader',
  seed: 1,
  steps: 4000,
  data: { seed: 1, tokens: 640, captions: 0.5, rate: 0.25, longest: 12 },
  schedule: { peak: 0.003, warmup: 300, floor: 0.00003 },
  optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 },
  clip: 1,
  averageDecay: 0.998,
  checkpointEvery: 100,
  measureEvery: 300,
  samples: { validation: 120, test: 2000, check: 500 },
};

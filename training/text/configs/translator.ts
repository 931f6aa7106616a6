import type { RunConfig } from '../harness/recipe.ts';

export const TRANSLATOR_RUN: RunConfig & { readonly batch: number } = {
  name: 'translator',
  seed: 1,
  steps: 8000,
  batch: 32,
  schedule: { peak: 0.002, warmup: 400, floor: 0.00002 },
  optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 },
  clip: 1,
  averageDecay: 0.998,
  checkpointEvery: 250,
  measureEvery: 500,
  samples: { validation: 300, test: 5000, check: 1000 },
};

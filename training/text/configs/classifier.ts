import type { RunConfig } from '../harness/recipe.ts';

export const CLASSIFIER_RUN: RunConfig & { readonly batch: number } = {
  name: 'classifier',
  seed: 1,
  steps: 2500,
  batch: 32,
  schedule: { peak: 0.005, warmup: 100, floor: 0.00005 },
  optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0 },
  clip: 1,
  averageDecay: 0.99,
  checkpointEvery: 100,
  measureEvery: 500,
  samples: { validation: 300, test: 5000, check: 1000 },
};

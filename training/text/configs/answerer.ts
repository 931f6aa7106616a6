import type { QuestionBatchOptions } from '../data/questions.ts';
import type { RunConfig } from '../harness/recipe.ts';

export const ANSWERER_RUN: RunConfig & { readonly data: QuestionBatchOptions } = {
  name: 'answerer',
  seed: 1,
  steps: 7000,
  data: { seed: 11, tokens: 768, longest: 12, easy: 2000 },
  schedule: { peak: 0.002, warmup: 100, floor: 0.00002 },
  optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 },
  clip: 1,
  averageDecay: 0.99,
  checkpointEvery: 100,
  measureEvery: 500,
  samples: { validation: 220, test: 2200, check: 550 },
};

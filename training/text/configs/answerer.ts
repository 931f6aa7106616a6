import type { QuestionBatchOptions } from '../data/questions.ts';
import type { RunConfig } from '../harness/recipe.ts';

export const ANSWERER_RUN: RunConfig & { readonly data: QuestionBatchOptions } = {
  name: 'answerer',
  seed: 1,
  steps: 4500,
  data: { seed: 11, tokens: 1536, longest: 12, easy: 1500 },
  schedule: { peak: 0.0015, warmup: 300, floor: 0.00002 },
  optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 },
  clip: 1,
  averageDecay: 0.99,
  checkpointEvery: 100,
  measureEvery: 500,
  samples: { validation: 220, test: 2200, check: 550 },
};

/** The bounds of every number of a job, as data: the page draws its controls from them. */
export const TRAINED_LIMITS = {
  /** Of one token, in UTF-16 units. */
  tokenLength: 40,
  /** Of a sentence that is translated or classified, or a prompt. */
  sentence: { min: 1, max: 64 },
  question: { min: 1, max: 64 },
  paragraph: { min: 1, max: 1024 },
  sentences: { min: 1, max: 64 },
  examples: { min: 1, max: 5000 },
  classes: { min: 2, max: 16 },
  learningRate: { min: 1e-5, max: 0.1 },
  trainingSteps: { min: 1, max: 2000 },
  batch: { min: 1, max: 64 },
  rank: { min: 1, max: 16 },
  seed: { min: 0, max: 999_999 },
} as const;

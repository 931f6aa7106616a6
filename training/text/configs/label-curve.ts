import type { TuningMode } from '../../../src/engine/trained/jobs.ts';

/** The experiment on few labels: how far pre-training spares them. */
export const LABEL_CURVE = {
  name: 'label-curve',
  labelings: ['motion', 'mover'],
  labels: [50, 200, 1000],
  seeds: [1, 2, 3, 4, 5],
  /** The same steps for all, on batches of `batch` of the labels that there are. */
  steps: 200,
  batch: 32,
  rank: 8,
  /** The learning rate of each mode, falling to 0 along half a cosine. */
  rates: { full: 0.001, frozen: 0.01, lora: 0.005, scratch: 0.002 },
  /** On how many captions of the test split each run is measured. */
  test: 500,
} as const satisfies {
  readonly rates: Readonly<Record<TuningMode, number>>;
  readonly [field: string]: unknown;
};

import {
  ADAMW,
  cosine,
  createBatches,
  disposeParams,
  disposeTraining,
  startTraining,
  train,
} from '../../../src/model/index.ts';
import { TUNING_MODES } from '../../../src/engine/trained/jobs.ts';
import type { TuningMode } from '../../../src/engine/trained/jobs.ts';
import type { Reader } from '../../../src/engine/trained/worker/models.ts';
import {
  initTuning,
  isTrained,
  tuningAccuracy,
  tuningLoss,
} from '../../../src/engine/trained/worker/tuning.ts';
import type { Lesson } from '../../../src/engine/trained/worker/tuning.ts';
import { LABELINGS } from '../../../src/world/story/index.ts';
import { LABEL_CURVE } from '../configs/label-curve.ts';
import { labeledCaptions } from '../data/labels.ts';

/** One fine-tuning of the experiment. */
export interface Cell {
  readonly labeling: (typeof LABEL_CURVE.labelings)[number];
  readonly labels: number;
  readonly mode: TuningMode;
  readonly seed: number;
}

/** A fine-tuning with the share of held-out captions that it classifies right. */
export interface Outcome extends Cell {
  readonly accuracy: number;
}

/** All fine-tunings of the experiment. */
export function allCells(): Cell[] {
  const { labelings, labels, seeds } = LABEL_CURVE;
  return labelings.flatMap((labeling) =>
    labels.flatMap((count) =>
      TUNING_MODES.flatMap((mode) =>
        seeds.map((seed) => ({ labeling, labels: count, mode, seed })),
      ),
    ),
  );
}

/** Tunes the reader on a few labels, or a new one, and measures it on held-out captions. */
export async function tuneOn(reader: Reader, cell: Cell): Promise<number> {
  const { labeling: name, labels: count, mode, seed } = cell;
  const { steps, batch: size, rank, rates, test } = LABEL_CURVE;
  const labeling = LABELINGS[name];
  const lessons = labeledCaptions(labeling, 'train', { count, seed });
  const start = initTuning(reader, { mode, classes: labeling.classes, rank, seed });
  const training = startTraining(start, { seed, trainable: isTrained(mode) });
  disposeParams(start);
  await train(training, {
    loss: (params, batch: readonly Lesson[]) => tuningLoss(reader, params, batch),
    batches: createBatches(lessons, { size: Math.min(size, count), seed }),
    optimizer: ADAMW,
    clip: 1,
    steps,
    schedule: cosine({ peak: rates[mode], warmup: Math.round(steps / 20), steps }),
  });
  const heldOut = labeledCaptions(labeling, 'test', { count: test });
  const accuracy = tuningAccuracy(reader, training.params, heldOut);
  disposeTraining(training);
  return accuracy;
}

/** A point of a curve: the mean of all seeds, and where the true mean is with 95 % confidence. */
export interface Point extends Omit<Cell, 'seed'> {
  readonly accuracies: readonly number[];
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Student's t for 95 % with as many degrees of freedom as the index says. */
const STUDENT = [NaN, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/** The outcomes of all seeds as one point each: mean ± t·s/√n. */
export function pointsOf(outcomes: readonly Outcome[]): Point[] {
  const groups = Map.groupBy(outcomes, ({ labeling, labels, mode }) =>
    [labeling, labels, mode].join(),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { labeling, labels, mode } = first;
    const accuracies = group.map(({ accuracy }) => accuracy);
    return [{ labeling, labels, mode, accuracies, ...intervalOf(accuracies) }];
  });
}

/**
 * The mean of shares, and its interval of 95 % confidence: mean ± t·s/√n, cut at 0 and 1, beyond which no
 * share is.
 */
export function intervalOf(shares: readonly number[]): {
  mean: number;
  low: number;
  high: number;
} {
  const n = shares.length;
  const mean = shares.reduce((sum, x) => sum + x, 0) / n;
  const variance = shares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const half = (STUDENT[n - 1] ?? NaN) * Math.sqrt(variance / n);
  return { mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
}

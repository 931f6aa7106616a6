import {
  ADAMW,
  constantRate,
  countParams,
  createBatches,
  disposeParams,
  disposeTraining,
  leavesOf,
  startTraining,
  train,
} from '../../../model/index.ts';
import type { Training } from '../../../model/index.ts';
import { Superseded } from '../../errors.ts';
import type { Finetuned, Jobs } from '../jobs.ts';
import { hiddenWordLoss } from './forgetting.ts';
import { nextTask } from './line.ts';
import type { Line } from './line.ts';
import type { Reader } from './models.ts';
import { saveTuned } from './tuned-file.ts';
import { initTuning, isTrained, toLessons, tuningAccuracy, tuningLoss } from './tuning.ts';
import type { Lesson, Tuning } from './tuning.ts';

type Input = Jobs['finetune']['input'];

/** How often accuracy is measured in a run: each costs as much as some steps. */
const MEASURES = 20;

/**
 * Trains the reader, or a part of it, on labels that somebody gave. Called off, it ends with what
 * has been learnt so far. Keeps no tensor; the reader's own weights stay as they are.
 */
export async function finetune(
  reader: Reader,
  input: Input,
  line: Line<Jobs['finetune']['step']>,
): Promise<Finetuned> {
  const classes = [...new Set(input.examples.map(({ label }) => label))];
  const start = initTuning(reader, { ...input, classes });
  const training = startTraining(start, { seed: input.seed, trainable: isTrained(input.mode) });
  disposeParams(start);
  const heldOut = toLessons(reader, input.heldOut, classes);
  try {
    await learn(reader, training, { input, classes, heldOut, line });
    // Superseded, nobody would hear of it.
    if (line.signal.reason instanceof Superseded) line.signal.throwIfAborted();
    return report(reader, training, {
      input,
      classes,
      accuracy: tuningAccuracy(reader, training.params, heldOut),
    });
  } finally {
    disposeTraining(training);
  }
}

interface Course {
  readonly input: Input;
  readonly classes: readonly string[];
  readonly heldOut: readonly Lesson[];
  readonly line: Line<Jobs['finetune']['step']>;
}

async function learn(
  reader: Reader,
  training: Training<Tuning>,
  { input, classes, heldOut, line }: Course,
): Promise<void> {
  const { batch: size, seed, steps, learningRate } = input;
  const every = Math.ceil(steps / MEASURES);
  const lessons = toLessons(reader, input.examples, classes);
  await train(training, {
    steps,
    loss: (tuning: Tuning, batch: readonly Lesson[]) => tuningLoss(reader, tuning, batch),
    batches: createBatches(lessons, { size, seed }),
    optimizer: ADAMW,
    schedule: constantRate(learningRate),
    clip: 1,
    signal: line.signal,
    pause: nextTask,
    onStep: ({ step, loss, milliseconds }) => {
      const isDue = step % every === 0 || step === steps;
      const accuracy = isDue ? tuningAccuracy(reader, training.params, heldOut) : undefined;
      line.tell({ step, loss, accuracy, milliseconds });
    },
  });
}

function report(
  reader: Reader,
  { params, optimizer: { step } }: Training<Tuning>,
  {
    input: { mode, rank, steps },
    classes,
    accuracy,
  }: Pick<Course, 'input' | 'classes'> & { readonly accuracy: number },
): Finetuned {
  return {
    file: saveTuned(params, { mode, classes, rank }),
    classes,
    steps: step,
    stopped: step < steps,
    accuracy,
    trained: countParams(leavesOf(params, isTrained(mode))),
    total: countParams(params),
    hiddenWords: {
      before: hiddenWordLoss(reader, reader.params),
      after: hiddenWordLoss(reader, params.model),
    },
  };
}

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  averagedParams,
  cosine,
  createRandom,
  disposeParams,
  loadTraining,
  saveTraining,
  startTraining,
  train,
} from '../../../src/model/index.ts';
import type { StepReport, Training } from '../../../src/model/index.ts';
import { writeWhole } from './files.ts';
import { appendLine, cutLog, writeLog } from './log.ts';
import type { Measured } from './log.ts';
import type { Recipe } from './recipe.ts';

export interface RunOptions {
  /** Where checkpoint and log are kept. */
  readonly folder: string;
  /** Whether it goes on from the last checkpoint, if there is one. */
  readonly resume: boolean;
  /** Ends the run before its last step; the schedule stays as it is. */
  readonly steps?: number | undefined;
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Told what was measured. */
  readonly onMeasured?: ((measured: Measured) => void) | undefined;
}

/** The files of a run. */
export function filesOf(folder: string) {
  return { checkpoint: join(folder, 'checkpoint.safetensors'), log: join(folder, 'log.jsonl') };
}

/**
 * Trains a recipe, from its first step or from the last checkpoint, and keeps checkpoint and log.
 * A run that was killed and goes on has the same bits as one that never stopped. The caller owns
 * the training.
 */
export async function runRecipe<P extends object, Item>(
  recipe: Recipe<P, Item>,
  { folder, resume, steps, signal, onMeasured }: RunOptions,
): Promise<Training<P>> {
  const { config, loss, batches } = recipe;
  const { optimizer, clip, averageDecay } = config;
  const files = filesOf(folder);
  const training = open(recipe, folder, resume);
  const onStep = (report: StepReport) => {
    appendLine(files.log, report);
    if (report.step % config.measureEvery === 0) {
      const measured = measure(recipe, training, report.step);
      appendLine(files.log, measured);
      onMeasured?.(measured);
    }
    if (report.step % config.checkpointEvery === 0) save(files.checkpoint, training);
  };
  await train(training, {
    ...{ loss, batches, optimizer, clip, averageDecay, signal, onStep },
    steps: Math.min(steps ?? config.steps, config.steps),
    schedule: cosine({ ...config.schedule, steps: config.steps }),
  });
  if (!signal?.aborted) save(files.checkpoint, training);
  return training;
}

/** The last checkpoint, or a run before its first step. */
function open<P extends object, Item>(
  { config, init, trainable }: Recipe<P, Item>,
  folder: string,
  resume: boolean,
): Training<P> {
  mkdirSync(folder, { recursive: true });
  const { checkpoint, log } = filesOf(folder);
  const params = init(createRandom(config.seed));
  const kept = resume && existsSync(checkpoint);
  const training = kept
    ? loadTraining(params, readFileSync(checkpoint))
    : startTraining(params, { seed: config.seed, trainable, average: true });
  disposeParams(params);
  if (kept) {
    cutLog(log, training.optimizer.step);
  } else {
    rmSync(checkpoint, { force: true });
    writeLog(log, []);
  }
  return training;
}

function save(path: string, training: Training<object>): void {
  writeWhole(path, saveTraining(training));
}

function measure<P extends object, Item>(
  { measure, config }: Recipe<P, Item>,
  training: Training<P>,
  step: number,
): Measured {
  const params = averagedParams(training);
  return { step, figures: measure(params, 'validation', config.samples.validation) };
}

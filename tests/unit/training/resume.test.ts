import '../model/kernels/backend.ts';
import { appendFileSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { disposeTraining } from '../../../src/model/index.ts';
import { registerFastKernels } from '../../../src/model/kernels/index.ts';
import { isStep, readLog } from '../../../training/text/harness/log.ts';
import { filesOf, runRecipe } from '../../../training/text/harness/run.ts';
import { bits } from '../model/training/support.ts';
import { ownFolder, tiny } from './tiny.ts';

registerFastKernels();

/** Runs until the process would be killed: after `step` steps, without a word. */
async function runAndKill(folder: string, step: number): Promise<void> {
  let steps = 0;
  const signal = {
    get aborted() {
      return steps++ >= step;
    },
  };
  disposeTraining(await runRecipe(tiny, { folder, resume: true, signal }));
}

/** What a log says, apart from the time. */
function logOf(folder: string) {
  return readLog(filesOf(folder).log).map((line) =>
    isStep(line) ? { ...line, milliseconds: 0 } : line,
  );
}

test('a run that was killed goes on with the same bits and the same log', async () => {
  const [straight, killed] = [ownFolder(), ownFolder()];
  const whole = await runRecipe(tiny, { folder: straight, resume: false });
  await runAndKill(killed, 27);
  expect(logOf(killed).at(-1)?.step).toBe(27);
  appendFileSync(filesOf(killed).log, '{"step":28,"lo');
  const resumed = await runRecipe(tiny, { folder: killed, resume: true });
  expect(bits(resumed)).toEqual(bits(whole));
  expect(resumed.random).toBe(whole.random);
  expect(logOf(killed)).toEqual(logOf(straight));
  expect(readFileSync(filesOf(killed).checkpoint)).toEqual(
    readFileSync(filesOf(straight).checkpoint),
  );
});

test('a run resumes at its checkpoint and not at its beginning', async () => {
  const folder = ownFolder();
  await runAndKill(folder, 27);
  const steps: number[] = [];
  const batches = (index: number) => {
    steps.push(index);
    return tiny.batches(index);
  };
  disposeTraining(await runRecipe({ ...tiny, batches }, { folder, resume: true }));
  expect(steps).toEqual(Array.from({ length: 20 }, (_, i) => 20 + i));
});

test('a run that does not resume starts anew, with a new log', async () => {
  const folder = ownFolder();
  await runAndKill(folder, 27);
  disposeTraining(await runRecipe(tiny, { folder, resume: false, steps: 3 }));
  expect(logOf(folder).map(({ step }) => step)).toEqual([1, 2, 3]);
  await runAndKill(folder, 27);
  const killed = { aborted: true };
  disposeTraining(await runRecipe(tiny, { folder, resume: false, signal: killed }));
  const resumed = await runRecipe(tiny, { folder, resume: true, signal: killed });
  expect(resumed.optimizer.step).toBe(0);
  disposeTraining(resumed);
});

test('a run leaves no tensors but its own', async () => {
  const before = tf.memory().numTensors;
  disposeTraining(await runRecipe(tiny, { folder: ownFolder(), resume: false }));
  expect(tf.memory().numTensors).toBe(before);
});

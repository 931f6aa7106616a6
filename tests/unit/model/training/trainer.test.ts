import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ADAMW,
  ModelError,
  addLoras,
  averagedParams,
  constantRate,
  cosine,
  createBatches,
  createRandom,
  disposeTraining,
  flatten,
  initEncoderLayer,
  isLoraPath,
  startTraining,
  train,
} from '../../../../src/model/index.ts';
import type { AdamWSettings, EncoderLayerParams, TrainOptions, Training } from '../../../../src/model/index.ts'; // prettier-ignore
import { expectClose, load, pick, plain, tree } from '../fixtures.ts';
import { D, anyhow, bits, layerLoss, left, pairs, reports } from './support.ts';
import type { Pair } from './support.ts';

const layer = () => initEncoderLayer(createRandom(4), D, 12);
const data = pairs(5, createRandom(5));

const options = (steps: number): TrainOptions<EncoderLayerParams, Pair> => ({
  ...anyhow,
  loss: layerLoss,
  batches: createBatches(data, { size: 2, seed: 1 }),
  steps,
});

/** A run of one number w whose loss is w · item, so that all can be worked out by hand. */
const line = (items: readonly number[], more: Partial<TrainOptions<{ w: tf.Scalar }, number>>) => ({
  ...anyhow,
  loss: ({ w }: { w: tf.Scalar }, batch: readonly number[]) => tf.mul<tf.Scalar>(w, batch[0] ?? 0),
  batches: (index: number) => [items[index] ?? NaN],
  steps: 1,
  ...more,
});
const startLine = (average = false) => startTraining({ w: tf.scalar(1) }, { seed: 0, average });
const valueOf = (tensor: tf.Tensor | undefined) => tensor?.dataSync()[0] ?? NaN;

/**
 * The softmax does not see the bias of the keys: its gradient is 0 but for rounding, and Adam makes
 * steps of that too.
 */
const tolerance = (path: string) => (path === 'self.key.bias' ? 5e-3 : 5e-5);

describe('train against PyTorch', () => {
  it('ten steps of an encoder layer: losses, norms, last weights, their average', async () => {
    const { inputs, options: given, weights, tensors } = load('training-run');
    const settings = given as unknown as AdamWSettings & Record<'peak' | 'warmup' | 'steps' | 'clip' | 'averageDecay', number> & Record<'losses' | 'norms', number[]>; // prettier-ignore
    const { peak, warmup, steps, clip, averageDecay, losses, norms } = settings;
    const { beta1, beta2, epsilon, weightDecay } = settings;
    const rows = (name: string) => {
      const flat = pick(inputs, name).data;
      return [flat.slice(0, 32), flat.slice(32)];
    };
    const [x, y] = [rows('x'), rows('target')];
    const items = x.map((row, i) => ({ x: row, y: y[i] ?? [] }));
    const training = startTraining(tree(weights) as EncoderLayerParams, { seed: 1, average: true });
    const { seen, onStep } = reports();
    await train(training, {
      loss: (params, batch) => layerLoss(params, batch, undefined, 4),
      batches: () => items,
      steps: 10,
      schedule: cosine({ peak, warmup, steps }),
      optimizer: { beta1, beta2, epsilon, weightDecay },
      clip,
      averageDecay,
      onStep,
    });
    const gap = (i: number, wanted: readonly number[], got: number) =>
      Math.abs((wanted[i] ?? NaN) - got);
    expect(Math.max(...seen.map(({ loss }, i) => gap(i, losses, loss)))).toBeLessThan(2e-5);
    expect(Math.max(...seen.map((r, i) => gap(i, norms, r.gradientNorm)))).toBeLessThan(5e-5);
    for (const [path, tensor] of flatten(training.params)) {
      expectClose(path, plain(tensor), pick(tensors, `last.${path}`), tolerance(path));
    }
    for (const [path, tensor] of flatten(averagedParams(training))) {
      expectClose(path, plain(tensor), pick(tensors, `average.${path}`), tolerance(path));
    }
  });
});

describe('train', { timeout: 60_000 }, () => {
  it('learns a batch by heart, and the same way every time', async () => {
    const learn = async () => {
      const training = startTraining(layer(), { seed: 1 });
      const { seen, onStep } = reports();
      const schedule = cosine({ peak: 0.05, warmup: 5, steps: 60 });
      await train(training, {
        ...options(60),
        loss: (params, batch) => layerLoss(params, batch),
        batches: () => data.slice(0, 2),
        optimizer: { ...ADAMW, weightDecay: 0 },
        schedule,
        onStep,
      });
      return seen.map(({ loss }) => loss);
    };
    const losses = await learn();
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses.at(-1)).toBeLessThan(0.1 * (losses[0] ?? 0));
    expect(await learn()).toEqual(losses);
  });

  it('reports each step, with the loss before its update', async () => {
    const { seen, onStep } = reports();
    let clock = 0;
    const training = startLine();
    const more = { steps: 3, schedule: (step: number) => step / 10, onStep, now: () => clock++ };
    await train(training, line([2, -3, 0.5], more));
    const rows = seen.map((r) => [r.step, r.gradientNorm, r.learningRate, r.milliseconds]);
    expect(rows).toEqual([
      [1, 2, 0.1, 1],
      [2, 3, 0.2, 1],
      [3, 0.5, 0.3, 1],
    ]);
    expect(seen[0]?.loss).toBe(2);
    expect(seen[1]?.loss).toBeCloseTo(-3 * 0.9, 5);
    expect(training.optimizer.step).toBe(3);
  });

  it('has a clock of its own', async () => {
    const { seen, onStep } = reports();
    await train(startLine(), line([1], { onStep, now: undefined }));
    expect(seen[0]?.milliseconds).toBeGreaterThan(0);
    expect(seen[0]?.milliseconds).toBeLessThan(10_000);
  });

  it('reports the norm before it clips, and updates with what is left', async () => {
    const { seen, onStep } = reports();
    const optimizer = { ...ADAMW, beta1: 0, beta2: 0.5 };
    const training = startLine();
    await train(training, line([8], { clip: 2, onStep, optimizer }));
    expect(seen[0]?.gradientNorm).toBe(8);
    expect(valueOf(training.optimizer.first['w'])).toBe(2);
    const free = startLine();
    await train(free, line([8], { optimizer }));
    expect(valueOf(free.optimizer.first['w'])).toBe(8);
  });

  it('accumulates: the mean over several batches, which are then those of the next', async () => {
    const { seen, onStep } = reports();
    const optimizer = { ...ADAMW, beta1: 0 };
    const training = startLine();
    const more = { accumulate: 3, steps: 2, schedule: constantRate(1e-9), onStep, optimizer };
    await train(training, line([1, 2, 6, 10, 20, 60], more));
    expect(seen.map(({ loss }) => loss)).toEqual([3, 30]);
    expect(seen.map(({ gradientNorm }) => gradientNorm)).toEqual([3, 30]);
    expect(valueOf(training.optimizer.first['w'])).toBe(30);
  });

  it('accumulated halves make the step of the whole', async () => {
    const run = async (size: number, accumulate: number) => {
      const training = startTraining(layer(), { seed: 1 });
      const batches = createBatches(data, { size, seed: 2 });
      const loss = (params: EncoderLayerParams, batch: readonly Pair[]) => layerLoss(params, batch);
      await train(training, { ...options(3), loss, batches, accumulate });
      return training.params;
    };
    const [whole, halves] = [await run(4, 1), await run(2, 2)];
    flatten(whole).forEach(([path, tensor], i) => {
      const half = flatten(halves)[i]?.[1] ?? tensor;
      const wanted = { shape: tensor.shape, data: Array.from(tensor.dataSync()) };
      expectClose(path, plain(half), wanted, tolerance(path));
    });
  });

  it('averages the weights on demand: 0.999 stays unless told otherwise', async () => {
    const average = async (more: object) => {
      const training = startLine(true);
      await train(training, line([1], { schedule: constantRate(0.5), ...more }));
      return (1 - valueOf(averagedParams(training).w)) / (1 - valueOf(training.params.w));
    };
    expect(await average({})).toBeCloseTo(0.001, 5);
    expect(await average({ averageDecay: 0.25 })).toBeCloseTo(0.75, 5);
    const plainly = startLine();
    expect(averagedParams(plainly)).toBe(plainly.params);
    expect(plainly.average).toBeUndefined();
  });

  it('trains what is trainable, and leaves the frozen as it is', async () => {
    const lora = addLoras(createRandom(6), layer(), { rank: 2 }, () => true);
    const training = startTraining(lora, { seed: 1, trainable: isLoraPath, average: true });
    await train(training, { ...options(3), optimizer: { ...ADAMW, weightDecay: 0.5 } });
    const [before, after] = [bits(lora), bits(training.params)];
    for (const path of Object.keys(before)) {
      const same = JSON.stringify(before[path]) === JSON.stringify(after[path]);
      expect(same, path).toBe(!isLoraPath(path));
    }
    expect(Object.keys(training.optimizer.first).every(isLoraPath)).toBe(true);
    expect(Object.keys(training.average ?? {})).toEqual(Object.keys(training.optimizer.first));
  });

  it('leaves the weights that it was given', async () => {
    const params = layer();
    const before = bits(params);
    const training = startTraining(params, { seed: 1 });
    await train(training, options(2));
    expect(bits(params)).toEqual(before);
    disposeTraining(training);
    expect(bits(params)).toEqual(before);
  });

  it('leaves no tensor over 100 steps, nor when it is done', async () => {
    const params = layer();
    const run = async () => {
      const training = startTraining(params, { seed: 1, average: true });
      const counts = new Set<number>();
      const onStep = () => counts.add(tf.memory().numTensors);
      await train(training, { ...options(100), accumulate: 2, clip: 1, onStep });
      expect(training.optimizer.step).toBe(100);
      expect(counts.size).toBe(1);
      disposeTraining(training);
    };
    expect(await left(run)).toBe(0);
  });

  it('stops when the signal says so, and goes on when called again', async () => {
    const stop = new AbortController();
    const training = startTraining(layer(), { seed: 1 });
    const onStep = ({ step }: { step: number }) => step === 3 && stop.abort();
    await train(training, { ...options(10), signal: stop.signal, onStep });
    expect(training.optimizer.step).toBe(3);
    await train(training, { ...options(10), signal: stop.signal });
    expect(training.optimizer.step).toBe(3);
    const { seen, onStep: record } = reports();
    await train(training, { ...options(5), onStep: record });
    expect(seen.map(({ step }) => step)).toEqual([4, 5]);
    await train(training, options(5));
    expect(training.optimizer.step).toBe(5);
  });

  it('pauses after each step, when the step is done', async () => {
    const events: string[] = [];
    const pause = async () => {
      events.push('pause');
      await new Promise((resolve) => setTimeout(resolve));
      events.push('resume');
    };
    const onStep = ({ step }: { step: number }) => events.push(`step ${step}`);
    await train(startLine(), line([1, 1], { steps: 2, pause, onStep }));
    expect(events).toEqual(['step 1', 'pause', 'resume', 'step 2', 'pause', 'resume']);
  });

  it('gives each step random numbers that go on from the last', async () => {
    const drawn: number[] = [];
    const loss: TrainOptions<{ w: tf.Scalar }, number>['loss'] = ({ w }, _, random) => {
      drawn.push(random.uniform(), random.uniform());
      return tf.square(w);
    };
    const training = startTraining({ w: tf.scalar(1) }, { seed: 9 });
    await train(training, line([0, 0, 0, 0], { loss, steps: 2, accumulate: 2 }));
    const wanted = createRandom(9);
    expect(drawn).toEqual(Array.from({ length: 8 }, wanted.uniform));
    expect(training.random).toBe(wanted.state());
  });
});

describe('when something goes wrong', () => {
  /** Runs into `error` at step 3, and expects step 2 to be kept, with no tensor too many. */
  async function expectKept(
    more: Partial<TrainOptions<{ w: tf.Scalar }, number>>,
    error: Error,
    items = [1, 1, 1],
  ): Promise<void> {
    const training: Training<{ w: tf.Scalar }> = startLine(true);
    await train(training, line(items, { ...more, steps: 2 }));
    const kept = bits({ ...training, ...training.optimizer });
    const random = training.random;
    const run = () =>
      expect(train(training, line(items, { ...more, steps: 3 }))).rejects.toThrow(error);
    expect(await left(run)).toBe(0);
    expect(training.optimizer.step).toBe(2);
    expect(training.random).toBe(random);
    expect(bits({ ...training, ...training.optimizer })).toEqual(kept);
  }

  it('a loss that is not finite leaves the last good step', async () => {
    const got = 'loss NaN and gradient norm NaN at step 3';
    const error = new ModelError('train', 'a finite loss and gradient', got);
    await expectKept({}, error, [1, 1, NaN]);
  });

  it('a gradient that is not finite does so too', async () => {
    const loss: TrainOptions<{ w: tf.Scalar }, number>['loss'] = ({ w }, [item = 0]) =>
      tf.sqrt(tf.mul<tf.Scalar>(w, item));
    const training = startLine();
    const got = 'loss 0 and gradient norm NaN at step 1';
    const error = new ModelError('train', 'a finite loss and gradient', got);
    await expect(train(training, line([0], { loss }))).rejects.toThrow(error);
    expect(training.optimizer.step).toBe(0);
  });

  it('a loss that is infinite is refused, though its gradient is finite', async () => {
    const loss: TrainOptions<{ w: tf.Scalar }, number>['loss'] = ({ w }) =>
      tf.add<tf.Scalar>(w, Infinity);
    const got = 'loss Infinity and gradient norm 1 at step 1';
    const error = new ModelError('train', 'a finite loss and gradient', got);
    await expect(train(startLine(), line([1], { loss }))).rejects.toThrow(error);
  });

  it('a loss that throws leaves the last good step', async () => {
    const loss: TrainOptions<{ w: tf.Scalar }, number>['loss'] = ({ w }, [item = 0], random) => {
      random.uniform();
      if (item === 7) throw new Error('seven');
      return tf.mul(tf.square(w), item);
    };
    await expectKept({ loss }, new Error('seven'), [1, 1, 7]);
  });

  it('a callback that throws ends the run with its step kept', async () => {
    const training = startLine();
    const onStep = () => {
      throw new Error('page gone');
    };
    await expect(train(training, line([1], { onStep }))).rejects.toThrow('page gone');
    expect(training.optimizer.step).toBe(1);
    expect(valueOf(training.params.w)).toBeLessThan(1);
  });

  it('two loops on one run are refused', async () => {
    const training = startLine();
    const run = async () => {
      const both = [0, 1].map(() => train(training, line([1], {})));
      const results = await Promise.allSettled(both);
      const errors = results.filter((result) => result.status === 'rejected');
      expect(errors.map(({ reason }) => reason as unknown)).toEqual([
        new ModelError('train', 'one loop at a time for a run', 'two'),
      ]);
    };
    expect(await left(run)).toBe(0);
    expect(training.optimizer.step).toBe(1);
  });

  it('no accumulation at all is refused', async () => {
    const error = new ModelError('train', 'accumulate to be a whole number of at least 1', '0');
    await expect(train(startLine(), line([1], { accumulate: 0 }))).rejects.toThrow(error);
  });

  it('one tensor in two places, and nothing to train, are refused', () => {
    const w = tf.scalar(1);
    const shared = new ModelError('startTraining', 'every tensor in one place', 'b.c in another too'); // prettier-ignore
    expect(() => startTraining({ a: w, b: { c: w } }, { seed: 1 })).toThrow(shared);
    const nothing = new ModelError('startTraining', 'a tensor to train', 'none');
    expect(() => startTraining({ w }, { seed: 1, trainable: () => false })).toThrow(nothing);
  });
});

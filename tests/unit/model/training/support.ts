import * as tf from '@tensorflow/tfjs-core';
import { ADAMW, constantRate, encoderLayer, flatten } from '../../../../src/model/index.ts';
import type {
  EncoderLayerParams,
  Random,
  StepReport,
  TrainOptions,
} from '../../../../src/model/index.ts';

/** The numbers of a tree by path, as bits: equal only if every bit is. */
export function bits(tree: object): Record<string, number[]> {
  const words = (tensor: tf.Tensor) =>
    Array.from(new Uint32Array(Float32Array.from(tensor.dataSync()).buffer));
  return Object.fromEntries(flatten(tree).map(([path, tensor]) => [path, words(tensor)]));
}

/** How many tensors `run` leaves. */
export async function left(run: () => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await run();
  return tf.memory().numTensors - before;
}

/** A sentence as numbers, and what the layer shall make of it. */
export interface Pair {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export const [T, D] = [3, 8];

/** The mean squared error of an encoder layer over a batch, with a little noise on the input. */
export function layerLoss(
  params: EncoderLayerParams,
  batch: readonly Pair[],
  random?: Random,
  length = T,
): tf.Scalar {
  const stack = (pick: (pair: Pair) => readonly number[]) =>
    tf.tensor3d(batch.flatMap(pick), [batch.length, length, D]);
  const noise = random && Float32Array.from({ length: batch.length * length * D }, random.normal);
  const x = stack((pair) => pair.x);
  const seen = noise ? tf.add<tf.Tensor3D>(x, tf.mul(tf.tensor3d(noise, x.shape), 0.05)) : x;
  const output = encoderLayer(params, seen, { heads: 2 });
  return tf.mean(
    tf.square(
      tf.sub(
        output,
        stack((pair) => pair.y),
      ),
    ),
  );
}

/** `count` pairs of a seed. */
export function pairs(count: number, random: Random): Pair[] {
  const draw = () => Array.from({ length: T * D }, random.normal);
  return Array.from({ length: count }, () => ({ x: draw(), y: draw() }));
}

/** What a test does not care about. */
export const anyhow = { optimizer: ADAMW, schedule: constantRate(0.01), now: () => 0 };

/** Collects what `onStep` is told. */
export function reports(): {
  readonly seen: StepReport[];
  readonly onStep: NonNullable<TrainOptions<object, unknown>['onStep']>;
} {
  const seen: StepReport[] = [];
  return { seen, onStep: (report) => seen.push(report) };
}

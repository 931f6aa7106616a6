import * as tf from '@tensorflow/tfjs-core';
import { createRandom, linear, loraDelta, mergeLora } from '../../../../model/index.ts';
import type { LinearParams, LoraParams } from '../../../../model/index.ts';
import type { LabSteps } from '../../../labs/index.ts';
import type { LoraResult, LoraSettings } from '../../../labs/lora.ts';
import type { Line } from '../line.ts';
import type { Library } from '../table.ts';
import { svd } from './lora/svd.ts';
import type { Svd } from './lora/svd.ts';
import { updateOf } from './lora/update.ts';

/** N, inputs that merged and separate weights are compared on. */
const INPUTS = 64;

/**
 * Approximates an update of a weight by adapters of a rank. The best ones are the largest singular
 * values with their directions (Eckart and Young 1936); what they miss are the others. Keeps no
 * tensor but the trained models' own.
 */
export async function run(
  settings: LoraSettings,
  line: Line<LabSteps['lora']>,
  library: Library,
): Promise<LoraResult> {
  const { size: D, data } = await updateOf(settings, line, library);
  const rank = Math.min(settings.rank, D);
  const parts = svd(data, D);
  const squares = parts.values.map((value) => value ** 2);
  const left = (from: number) => squares.slice(from).reduce((sum, one) => sum + one, 0);
  const whole = left(0);
  const errors = Float32Array.from({ length: D + 1 }, (_, r) => Math.sqrt(left(r) / whole));
  return {
    size: D,
    rank,
    singular: Float32Array.from(parts.values),
    errors,
    ...tryOut(parts, data, rank, settings.seed),
    moved: 2 * D * rank,
    full: D * D,
    movedLarge: 2 * settings.large * Math.min(settings.rank, settings.large),
    fullLarge: settings.large ** 2,
  };
}

/** Puts the adapters beside a random weight: what they miss, and whether merging changes anything. */
function tryOut(
  parts: Svd,
  data: Float32Array,
  rank: number,
  seed: number,
): Pick<LoraResult, 'measured' | 'merge'> {
  const D = parts.values.length;
  const random = createRandom(seed);
  const normal = (shape: [number, number]) =>
    tf.tensor2d(Float32Array.from({ length: shape[0] * shape[1] }, random.normal), shape);
  const results: Pick<LoraResult, 'measured' | 'merge'>[] = [];
  tf.tidy(() => {
    const lora = adaptersOf(parts, rank);
    const update = tf.tensor2d(data, [D, D]);
    const measured = numberOf(tf.div(tf.norm(tf.sub(update, loraDelta(lora))), tf.norm(update)));
    const layer: LinearParams = {
      weight: tf.div(normal([D, D]), Math.sqrt(D)),
      bias: tf.zeros([D]),
      lora,
    };
    const x = normal([INPUTS, D]);
    const beside = linear(layer, x); // [N, D]
    const merged = linear(mergeLora(layer), x); // [N, D]
    const most = (tensor: tf.Tensor) => numberOf(tf.max(tf.abs(tensor)));
    const merge = {
      difference: most(tf.sub(beside, merged)),
      largest: most(beside),
      compared: INPUTS * D,
    };
    results.push({ measured, merge });
  });
  const [result] = results;
  if (!result) throw new Error('lora: no result');
  return result;
}

/** A = U·√s and B = √s·Vᵀ, the first `rank` of them. */
function adaptersOf({ left, right, values }: Svd, rank: number): LoraParams {
  const D = values.length;
  const scaled = (directions: readonly Float64Array[]) =>
    directions.slice(0, rank).map((one, i) => [...one.map((x) => x * Math.sqrt(values[i] ?? 0))]);
  const down = tf.transpose<tf.Tensor2D>(tf.tensor2d(scaled(left), [rank, D])); // [D, R]
  return { down, up: tf.tensor2d(scaled(right), [rank, D]), scale: 1 };
}

function numberOf(scalar: tf.Tensor): number {
  return scalar.dataSync()[0] ?? NaN;
}

import * as tf from '@tensorflow/tfjs-core';
import {
  addNoise,
  convertPrediction,
  createRandom,
  trainingTarget,
} from '../../../../model/index.ts';
import type { Prediction, Rates } from '../../../../model/index.ts';
import { drawScene } from '../../../../world/scene.ts';
import { renderScene } from '../../../../world/video/index.ts';
import type { Clip } from '../../../../world/video/index.ts';
import { PREDICTIONS } from '../../../labs/diffusion.ts';
import { ALONG, NOISING_SIZE, NOISING_TIMES } from '../../../labs/noising.ts';
import type { NoisingResult, NoisingSettings } from '../../../labs/noising.ts';
import { clockOf } from './diffusion/walk.ts';
import type { Clock } from './diffusion/walk.ts';
import { weightOf } from './diffusion/weight.ts';
import { stripOf } from './studio/strip.ts';

/** The number that is followed: the red of the middle of the middle frame. */
const FOLLOWED = 3 * placeOf(NOISING_SIZE.frames >> 1, NOISING_SIZE.height >> 1);
/** Shades of a channel in the strips: noise does not pack, and a page carries it. */
const SHADES = 15;

/** Data and noise as a network of pixels has them: [1, N, Y, X, 3], data from −1 to 1. */
interface Drawn {
  readonly clean: tf.Tensor5D;
  readonly epsilon: tf.Tensor5D;
  /** What a network errs by, if its errors have a standard deviation of 1. */
  readonly wrong: tf.Tensor5D;
}

/** A kind of prediction: what a network should say, and how much of an error of it is in x₀. */
interface Kind {
  readonly kind: Prediction;
  readonly right: tf.Tensor5D;
  readonly weight: number;
}

/** Mixes a clip with noise, and takes what is predicted of it apart again. Keeps no tensor. */
export function run(settings: NoisingSettings): NoisingResult {
  const results: NoisingResult[] = [];
  tf.tidy(() => {
    results.push(mix(settings)); // not returned: a tidy would look through it for tensors
  });
  const [result] = results;
  if (!result) throw new Error('noising: no result');
  return result;
}

function mix({ schedule, time, prediction, error, seed }: NoisingSettings): NoisingResult {
  const clock = clockOf(schedule);
  const rates = ratesAt(clock, time);
  const drawn = draw(seed);
  const { clean, epsilon } = drawn;
  const x = addNoise(clean, epsilon, [rates]);
  const kinds = PREDICTIONS.map((kind): Kind => {
    const right = trainingTarget(kind, clean, epsilon, [rates]);
    return { kind, right, weight: weightOf(kind, rates) };
  });
  const recovered = kinds.map((one) => recover(one, x, error, drawn, rates));
  const chosen = PREDICTIONS.indexOf(prediction);
  return {
    ...rates,
    clip: picture(clean),
    along: picture(alongOf(drawn, clock)),
    noisy: picture(x),
    said: picture(kinds[chosen]?.right ?? x),
    recovered: picture(recovered[chosen] ?? x),
    clean: numberOf(clean),
    epsilon: numberOf(epsilon),
    x: numberOf(x),
    values: Float32Array.from(kinds, ({ right }) => numberOf(right)),
    backs: Float32Array.from(kinds.flatMap((one) => backOf(one, x, rates))),
    weights: Float32Array.from(kinds, ({ weight }) => weight),
    errors: Float32Array.from(recovered, (one) =>
      one ? rootMeanSquare(tf.sub(one, clean)) : Infinity,
    ),
  };
}

function ratesAt({ rates, last }: Clock, time: number): Rates {
  return rates((time / NOISING_TIMES) * last);
}

function draw(seed: number): Drawn {
  const clip = renderScene(drawScene(createRandom(seed), 2), NOISING_SIZE);
  const { frames, height, width } = NOISING_SIZE;
  const shape: [number, number, number, number, number] = [1, frames, height, width, 3];
  const normal = (own: number) => {
    const random = createRandom(own); // a stream of its own
    return tf.tensor5d(Float32Array.from(clip.data, random.normal), shape);
  };
  return {
    clean: tf.tensor5d(
      clip.data.map((value) => 2 * value - 1),
      shape,
    ),
    epsilon: normal(seed + 1),
    wrong: normal(seed + 2),
  };
}

/** The middle frame at each of the times, in the place of frames: [1, times, Y, X, 3]. */
function alongOf({ clean, epsilon }: Drawn, clock: Clock): tf.Tensor5D {
  const middle = (x: tf.Tensor5D) => tf.slice(x, [0, NOISING_SIZE.frames >> 1], [1, 1]);
  const [data, noise] = [middle(clean), middle(epsilon)];
  return tf.concat(
    ALONG.map((time) => addNoise(data, noise, [ratesAt(clock, time)])),
    1,
  );
}

/** x₀ as it follows from what a network says that errs; nothing if nothing follows. */
function recover(
  { kind, right, weight }: Kind,
  x: tf.Tensor5D,
  error: number,
  { wrong }: Drawn,
  rates: Rates,
): tf.Tensor5D | undefined {
  if (weight === Infinity) return undefined;
  const said = tf.add<tf.Tensor5D>(right, tf.mul(error, wrong));
  return convertPrediction(kind, 'x0', x, said, [rates]);
}

/** x₀ and ε of the followed number. */
function backOf({ kind, right, weight }: Kind, x: tf.Tensor5D, rates: Rates): number[] {
  if (weight === Infinity) return [NaN, kind === 'epsilon' ? numberOf(right) : NaN];
  return (['x0', 'epsilon'] as const).map((to) =>
    numberOf(convertPrediction(kind, to, x, right, [rates])),
  );
}

function numberOf(x: tf.Tensor): number {
  return x.dataSync<'float32'>()[FOLLOWED] ?? NaN;
}

function rootMeanSquare(x: tf.Tensor): number {
  return Math.sqrt(tf.mean(tf.square(x)).dataSync<'float32'>()[0] ?? NaN);
}

/** Numbers beyond black and white are cut off. */
function picture(x: tf.Tensor5D): string {
  const [, frames, height, width] = x.shape;
  const shade = (value: number) =>
    Math.round(SHADES * Math.min(1, Math.max(0, (value + 1) / 2))) / SHADES;
  const clip: Clip = { frames, height, width, data: x.dataSync<'float32'>().map(shade) };
  return stripOf(clip);
}

function placeOf(frame: number, row: number): number {
  const { height, width } = NOISING_SIZE;
  return (frame * height + row) * width + (width >> 1);
}

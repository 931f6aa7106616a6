import * as tf from '@tensorflow/tfjs-core';
import { convertPrediction, createRandom, snr } from '../../../../model/index.ts';
import type { Rates } from '../../../../model/index.ts';
import { CURVE_STEPS, PREDICTIONS, callsOf, methodOf } from '../../../labs/diffusion.ts';
import type {
  DiffusionCurve,
  DiffusionMethod,
  DiffusionResult,
  DiffusionSettings,
} from '../../../labs/diffusion.ts';
import { energyDistance, meanDistance } from './diffusion/distance.ts';
import { MIXTURES, drawData, posterior } from './diffusion/mixture.ts';
import type { Mixture, Point } from './diffusion/mixture.ts';
import { endOf } from './diffusion/ode.ts';
import type { Aim } from './diffusion/ode.ts';
import { clockOf, walk } from './diffusion/walk.ts';
import type { Clock, Walk } from './diffusion/walk.ts';
import { weightOf } from './diffusion/weight.ts';

/** Points that are measured, those of them that are drawn, and draws of the data. */
const [POINTS, DRAWN, DATA] = [128, 40, 256];
/** Places at which the schedule is drawn. */
const PLACES = 51;

/**
 * Walks points from noise to data with the exact predictor, and measures how far they end from where
 * they should. Keeps no tensor.
 */
export function run(settings: DiffusionSettings): DiffusionResult {
  const { schedule, prediction, steps, seed } = settings;
  const clock = clockOf(schedule);
  const aim = aimOf(settings);
  const [starts, truth] = [createRandom(seed), createRandom(seed + 2)];
  const noise = Float32Array.from({ length: 2 * POINTS }, starts.normal);
  const data = drawData(aim.wanted, DATA, truth);
  const walker: Walk = { clock, aim, prediction, seed };
  const ends = endsOf(aim, noise, clock.rates(clock.last));
  const method = methodOf(settings);
  const way = walk(walker, noise, method, steps);
  const last = way.at(-1) ?? noise;
  const methods = clock.schedule ? (['ddim', 'ddpm'] as const) : (['euler', 'heun'] as const);
  return {
    ...scheduleOf(clock),
    times: Float32Array.from(clock.times(steps), (time) => time / clock.last),
    paths: pathsOf(way),
    data: data.slice(0, 2 * POINTS),
    ends: ends.slice(0, 2 * DRAWN),
    ...predictionsOf(walker, way, steps),
    curves: methods.map((one) => curveOf(walker, one, noise, ends, data)),
    error: method === 'ddpm' ? NaN : meanDistance(last, ends),
    distance: energyDistance(last, data),
    chance: energyDistance(drawData(aim.wanted, POINTS, truth), data),
    hits: hitsOf(aim, last),
    points: POINTS,
  };
}

function aimOf({ wanted, guidance }: DiffusionSettings): Aim {
  const all = MIXTURES.all;
  return { wanted: MIXTURES[wanted], all, guidance: wanted === 'all' ? 1 : guidance };
}

function endsOf(aim: Aim, noise: Float32Array, rates: Rates): Float32Array {
  return mapPoints(noise, (point) => endOf(aim, point, rates));
}

function scheduleOf({ rates, last }: Clock) {
  const all = Array.from({ length: PLACES }, (_, i) => rates((last * i) / (PLACES - 1)));
  return {
    signal: Float32Array.from(all, ({ signal }) => signal),
    noise: Float32Array.from(all, ({ noise }) => noise),
    logSnr: Float32Array.from(all, (one) => Math.log(snr(one))),
  };
}

/** [DRAWN, steps + 1, 2] from the points after each step. */
function pathsOf(way: readonly Float32Array[]): Float32Array {
  const paths = new Float32Array(2 * DRAWN * way.length);
  way.forEach((points, step) => {
    for (let i = 0; i < DRAWN; i++) {
      paths.set(points.subarray(2 * i, 2 * i + 2), 2 * (i * way.length + step));
    }
  });
  return paths;
}

/** Of the first point: what is said of it at each step, turned into every kind. */
function predictionsOf(
  { clock, aim, prediction }: Walk,
  way: readonly Float32Array[],
  steps: number,
) {
  const predictions = new Float32Array(steps * PREDICTIONS.length * 2);
  const weights = new Float32Array(steps * PREDICTIONS.length);
  tf.tidy(() => {
    clock
      .times(steps)
      .slice(0, -1)
      .forEach((time, step) => {
        const rates = clock.rates(time);
        const [x0 = 0, x1 = 0] = way[step] ?? [];
        const x = tf.tensor2d([x0, x1], [1, 2]);
        const clean = tf.tensor2d([...guidedClean(aim, [x0, x1], rates)], [1, 2]);
        const said = convertPrediction('x0', prediction, x, clean, [rates]);
        PREDICTIONS.forEach((kind, k) => {
          const at = step * PREDICTIONS.length + k;
          const other = convertPrediction(prediction, kind, x, said, [rates]);
          predictions.set(other.dataSync<'float32'>(), 2 * at);
          weights[at] = weightOf(kind, rates);
        });
      });
  });
  return { predictions, weights };
}

function guidedClean({ wanted, all, guidance }: Aim, x: Point, rates: Rates): Point {
  const { clean } = posterior(wanted, x, rates);
  const { clean: without } = posterior(all, x, rates);
  const guided = (axis: 0 | 1) => without[axis] + guidance * (clean[axis] - without[axis]);
  return [guided(0), guided(1)];
}

function curveOf(
  walker: Walk,
  method: DiffusionMethod,
  noise: Float32Array,
  ends: Float32Array,
  data: Float32Array,
): DiffusionCurve {
  const lasts = CURVE_STEPS.map((steps) => walk(walker, noise, method, steps).at(-1) ?? noise);
  return {
    method,
    calls: Float32Array.from(CURVE_STEPS, (steps) => callsOf(method, steps)),
    error: Float32Array.from(lasts, (last) => (method === 'ddpm' ? NaN : meanDistance(last, ends))),
    distance: Float32Array.from(lasts, (last) => energyDistance(last, data)),
  };
}

/** How many points are nearest to a clump of the wanted ones. */
function hitsOf({ wanted, all }: Aim, points: Float32Array): number {
  let hits = 0;
  mapPoints(points, (point) => {
    const gap = (mixture: Mixture) =>
      Math.min(...mixture.means.map(([x, y]) => Math.hypot(point[0] - x, point[1] - y)));
    if (gap(wanted) === gap(all)) hits++;
    return point;
  });
  return hits;
}

function mapPoints(points: Float32Array, change: (point: Point) => Point): Float32Array {
  const out = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    out.set(change([points[i] ?? 0, points[i + 1] ?? 0]), i);
  }
  return out;
}

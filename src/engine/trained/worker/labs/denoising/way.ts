import * as tf from '@tensorflow/tfjs-core';
import {
  convertPrediction,
  createRandom,
  sampleDiffusion,
  sampleFlow,
} from '../../../../../model/index.ts';
import type { Predict } from '../../../../../model/index.ts';
import type { DenoisingSettings, DenoisingStep } from '../../../../labs/denoising.ts';
import type { Line } from '../../line.ts';
import type { Clock } from '../diffusion/walk.ts';
import { cleanOf } from './network.ts';

type Patches = tf.Tensor3D;

/** Before a step: patches [1, T, P] as plain numbers. */
export interface Before {
  readonly time: number;
  readonly x: Float32Array;
  /** x₀ as the network sees it from there. */
  readonly clean: Float32Array;
}

/** The way of a clip from noise, and where it ends. */
export interface Way {
  readonly shape: Patches['shape'];
  readonly before: readonly Before[];
  readonly end: Float32Array;
}

/** Walks from noise, which goes, step by step. Tells of each. */
export async function walkClip(
  settings: DenoisingSettings,
  clock: Clock,
  velocity: Predict<Patches>,
  noise: Patches,
  line: Line<DenoisingStep>,
): Promise<Way> {
  const { shape } = noise;
  const { steps } = settings;
  const times = clock.times(steps);
  const step = stepper(settings, clock, velocity);
  const before: Before[] = [];
  let x = noise;
  try {
    for (let at = 1; at <= steps; at++) {
      const from = x;
      const [time = NaN, next = NaN] = times.slice(at - 1, at + 1);
      const taken = step(from, time, next);
      before.push({ time, x: plain(from), clean: taken.clean });
      x = taken.x;
      from.dispose();
      line.tell({ step: at, steps });
      await line.pause();
    }
    return { shape, before, end: plain(x) };
  } finally {
    x.dispose();
  }
}

/** Takes one step, and hears what the network first says. */
function stepper(
  { prediction, sampler, solver, seed }: DenoisingSettings,
  { schedule, ...clock }: Clock,
  velocity: Predict<Patches>,
) {
  const { normal } = createRandom(seed + 1); // another stream than that of the start
  return (from: Patches, time: number, next: number) => {
    const heard: Float32Array[] = [];
    const predict: Predict<Patches> = (x, at) =>
      tf.tidy(() => {
        const clean = cleanOf(velocity, { schedule, ...clock }, x, at);
        heard.push(plain(clean));
        return convertPrediction('x0', prediction, x, clean, [clock.rates(at)]);
      });
    const options = { times: [time, next], prediction };
    const draw = () => tf.tensor3d(Float32Array.from({ length: from.size }, normal), from.shape);
    const ddpm = sampler === 'ddpm' ? ({ method: 'ddpm', draw } as const) : {};
    const x = schedule
      ? sampleDiffusion(predict, from, { ...options, schedule, ...ddpm })
      : sampleFlow(predict, from, { ...options, solver });
    return { x, clean: heard[0] ?? new Float32Array() };
  };
}

function plain(x: tf.Tensor): Float32Array {
  return x.dataSync<'float32'>().slice();
}

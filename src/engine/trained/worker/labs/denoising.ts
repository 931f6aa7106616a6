import * as tf from '@tensorflow/tfjs-core';
import { convertPrediction, flowTimes } from '../../../../model/index.ts';
import { tokenizeEnglish } from '../../../../world/language/index.ts';
import { judgeClip, measureClip } from '../../../../world/video/index.ts';
import type { Clip } from '../../../../world/video/index.ts';
import { PREDICTIONS } from '../../../labs/diffusion.ts';
import type {
  DenoisingResult,
  DenoisingSettings,
  DenoisingStage,
  DenoisingStep,
} from '../../../labs/denoising.ts';
import { sizeOf } from '../../../labs/studio.ts';
import { expand, wantedOf } from '../../expand.ts';
import { clipOf } from '../clip-of.ts';
import type { Line } from '../line.ts';
import type { PocketSora } from '../models.ts';
import { encode, gridOf, noise, predictor, promptsOf } from '../sample.ts';
import type { Library } from '../table.ts';
import { walkClip } from './denoising/way.ts';
import type { Before, Way } from './denoising/way.ts';
import { clockOf } from './diffusion/walk.ts';
import type { Clock } from './diffusion/walk.ts';
import { stepsKept, stripOf } from './studio/strip.ts';

/**
 * Draws a clip along the schedule that is set, and shows on the way what the network takes the clip
 * to be. Keeps no tensor.
 */
export async function run(
  settings: DenoisingSettings,
  line: Line<DenoisingStep>,
  library: Library,
): Promise<DenoisingResult> {
  const model = await library.pocketSora.get(line);
  const size = sizeOf(settings.size);
  const grid = gridOf(model, size);
  const { caption } = expand(settings.prompt, settings.seed, size.frames);
  const clock = clockFor(settings, model);
  const way = await walkTo(caption, settings, clock, model, line);
  const decode = async (patches: Float32Array): Promise<Clip> => {
    const x = tf.tensor3d(patches, way.shape);
    const clip = clipOf(model, grid, x);
    x.dispose();
    await line.pause();
    return clip;
  };
  const clip = await decode(way.end);
  const stages: DenoisingStage[] = [];
  for (const step of stepsKept(settings.steps, false)) {
    stages.push(await stageOf(way, step, clock, decode));
  }
  // Whatever the sampler, the last step goes to what the network then takes the clip to be.
  stages.push(await stageOf(way, settings.steps, clock, decode, clip));
  const wanted = wantedOf(caption);
  return {
    caption,
    stages,
    clip: stripOf(clip),
    noisyAway: Float32Array.from(way.before, ({ x }) => away(x, way.end)),
    cleanAway: Float32Array.from(way.before, ({ clean }) => away(clean, way.end)),
    seen: measureClip(clip),
    checks: wanted ? judgeClip(wanted, clip) : [],
  };
}

/** The times of a flow are moved towards the noise as the model has them elsewhere. */
function clockFor({ schedule }: DenoisingSettings, { shift }: PocketSora): Clock {
  const clock = clockOf(schedule);
  return clock.schedule ? clock : { ...clock, times: (steps) => flowTimes(steps, shift) };
}

async function walkTo(
  caption: string,
  settings: DenoisingSettings,
  clock: Clock,
  model: PocketSora,
  line: Line<DenoisingStep>,
): Promise<Way> {
  const { guidance, seed, size } = settings;
  const grid = gridOf(model, sizeOf(size));
  const prompt = model.text.read(tokenizeEnglish(caption).map(({ word }) => word));
  const texts = encode(model, promptsOf(model, prompt, guidance));
  try {
    const velocity = predictor(model, grid, texts, guidance);
    return await walkClip(settings, clock, velocity, noise(model, grid, seed), line);
  } finally {
    tf.dispose(texts);
  }
}

/** What there is to see before a step. */
async function stageOf(
  { before }: Way,
  step: number,
  clock: Clock,
  decode: (patches: Float32Array) => Promise<Clip>,
  clean?: Clip,
): Promise<DenoisingStage> {
  const one = before[step - 1];
  if (!one) throw new Error(`denoising: a step from 1 to ${before.length}, got ${step}`);
  return {
    step,
    time: one.time / clock.last,
    ...clock.rates(one.time),
    noisy: stripOf(await decode(one.x)),
    clean: stripOf(clean ?? (await decode(one.clean))),
    x: one.x[0] ?? NaN,
    said: saidOf(one, clock),
  };
}

/** What the network says of the first number, in every form. */
function saidOf({ time, x, clean }: Before, clock: Clock): Float32Array {
  const rates = [clock.rates(time)];
  return tf.tidy(() => {
    const [number, expected] = [tf.tensor1d(x.slice(0, 1)), tf.tensor1d(clean.slice(0, 1))];
    const forms = PREDICTIONS.map((kind) => convertPrediction('x0', kind, number, expected, rates));
    return Float32Array.from(forms, (form) => form.dataSync<'float32'>()[0] ?? NaN);
  });
}

/** The root mean square of the differences. */
function away(a: Float32Array, b: Float32Array): number {
  const sum = a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
  return Math.sqrt(sum / a.length);
}

import * as tf from '@tensorflow/tfjs-core';
import {
  addNoise,
  convertPrediction,
  createRandom,
  diffusionLoss,
  diffusionRates,
  dit,
  ditBlock,
  finalLayer,
  guide,
  heunStep,
  initDit,
  initDitBlock,
  initFinalLayer,
  initLabels,
  initTimestep,
  labelEmbedding,
  linearSchedule,
  modulate,
  noTap,
  paddingMask,
  plainNorm,
  sampleDiffusion,
  sampleFlow,
  timestepEmbedding,
  trainingTarget,
  withGuidance,
} from '../../../../src/model/index.ts';
import type { DitCondition, DitConfig, Tap } from '../../../../src/model/index.ts';
import { B, D, F, H, layerCase, normal, roughen } from './support.ts';
import type { Case } from './support.ts';

export const GRID = { frames: 2, rows: 1, columns: 3 };
const [T, S, TEXT, TOKEN] = [6, 4, 5, 4];

/** A small network of every kind: 2 layers, patches of 1 × 2 × 1 with 2 channels. */
export function smallDit(condition: DitCondition, attention: DitConfig['attention']): DitConfig {
  return {
    width: D,
    heads: H,
    layers: 2,
    mlpRatio: 1.5,
    patch: { frames: 1, height: 2, width: 1 },
    channels: 2,
    frequencies: 4,
    attention,
    condition,
  };
}

/** A tap-able network for the samplers: pulls x towards `mean`, differently at every time. */
function pull(x: tf.Tensor3D, time: number, mean: tf.Tensor3D, tap: Tap): tf.Tensor3D {
  const strength = 0.3 + 0.1 * Math.cos(time);
  return tf.tidy(() => tap('output', tf.mul<tf.Tensor3D>(tf.sub(x, mean), strength)));
}

/** Every function of diffusion that turns tensors into a tensor. */
export function diffusionCases(): Case[] {
  return [...mixingCases(), ...samplerCases(), ...layerCases(), ...networkCases()];
}

function mixingCases(): Case[] {
  const random = createRandom(31);
  const x = () => normal<tf.Rank.R3>(random, [B, T, D]);
  const schedule = linearSchedule();
  const rates = [diffusionRates(schedule, 200), diffusionRates(schedule, 700)];
  return [
    layerCase('addNoise', { clean: x(), epsilon: x() }, ({ clean, epsilon }, tap) =>
      addNoise(clean, epsilon, rates, tap),
    ),
    ...(['v', 'score'] as const).map((kind) =>
      layerCase(`trainingTarget, ${kind}`, { clean: x(), epsilon: x() }, (inputs, tap) =>
        trainingTarget(kind, inputs.clean, inputs.epsilon, rates, tap),
      ),
    ),
    layerCase('convertPrediction', { x: x(), prediction: x() }, ({ x, prediction }) =>
      convertPrediction('v', 'epsilon', x, prediction, rates),
    ),
    layerCase('guide', { unconditional: x(), conditional: x() }, (inputs, tap) =>
      guide(inputs.unconditional, inputs.conditional, 3, tap),
    ),
    layerCase('diffusionLoss', { prediction: x(), target: x() }, ({ prediction, target }) =>
      diffusionLoss(prediction, target, [0.5, 2]),
    ),
  ];
}

function samplerCases(): Case[] {
  const random = createRandom(32);
  const x = () => normal<tf.Rank.R3>(random, [B, 3, 2]);
  const schedule = linearSchedule();
  const times = [1000, 400, 150];
  const fresh = [x(), x()];
  const draw = (step: number) => tf.clone(fresh[step] ?? x());
  return [
    layerCase('heunStep', { x: x(), mean: x() }, ({ x, mean }) =>
      heunStep(x, (x, time) => pull(x, time, mean, noTap), 1, 0.5),
    ),
    layerCase('sampleDiffusion, ddim', { x: x(), mean: x() }, ({ x, mean }, tap) =>
      sampleDiffusion((x, time, tap) => pull(x, time, mean, tap), x, {
        schedule,
        times,
        prediction: 'v',
        eta: 0.5,
        draw,
        tap,
      }),
    ),
    layerCase('sampleDiffusion, ddpm', { x: x(), mean: x() }, ({ x, mean }, tap) =>
      sampleDiffusion((x, time, tap) => pull(x, time, mean, tap), x, {
        schedule,
        times,
        prediction: 'v',
        method: 'ddpm',
        draw,
        tap,
      }),
    ),
    ...(['euler', 'heun'] as const).map((solver) =>
      layerCase(`sampleFlow, ${solver}`, { x: x(), mean: x(), empty: x() }, (inputs, tap) => {
        const predict = withGuidance<tf.Tensor3D, tf.Tensor3D>(pull, inputs.mean, inputs.empty, 2);
        return sampleFlow(predict, inputs.x, { times: [1, 0.7, 0.2], solver, tap });
      }),
    ),
  ];
}

function layerCases(): Case[] {
  const random = createRandom(33);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const x = () => normal<tf.Rank.R3>(random, [B, T, D]);
  const c = () => tf.mul<tf.Tensor2D>(normal<tf.Rank.R2>(random, [B, D]), 0.3);
  const text = () => normal<tf.Rank.R3>(random, [B, S, TEXT]);
  const textMask = paddingMask([S, 2], S);
  return [
    layerCase('plainNorm', { x: x() }, ({ x }) => plainNorm(x)),
    layerCase('modulate', { x: x(), shift: c(), scale: c() }, ({ x, shift, scale }) =>
      modulate(x, shift, scale),
    ),
    layerCase(
      'timestepEmbedding',
      { params: rough(initTimestep(random, 4, D)) },
      ({ params }, tap) => timestepEmbedding(params, [0.5, 700], tap),
    ),
    layerCase('labelEmbedding', { params: rough(initLabels(random, 3, D)) }, ({ params }) =>
      labelEmbedding(params, [3, 1]),
    ),
    layerCase(
      'finalLayer',
      { params: rough(initFinalLayer(D, TOKEN)), x: x(), c: c() },
      ({ params, x, c }, tap) => finalLayer(params, x, c, tap),
    ),
    ...(['joint', 'spatial', 'temporal'] as const).map((axis) =>
      layerCase(
        `ditBlock, ${axis}`,
        { params: rough(initDitBlock(random, D, F)), x: x(), c: c() },
        ({ params, x, c }, tap) => ditBlock(params, x, c, { heads: H, axis, grid: GRID, tap }),
      ),
    ),
    layerCase(
      'ditBlock, with a text',
      { params: rough(initDitBlock(random, D, F, TEXT)), x: x(), c: c(), text: text() },
      ({ params, x, c, text }, tap) => ditBlock(params, x, c, { heads: H, text, textMask, tap }),
    ),
  ];
}

function networkCases(): Case[] {
  const random = createRandom(34);
  const tokens = () => normal<tf.Rank.R3>(random, [B, T, TOKEN]);
  const times = [3, 640];
  const classes = smallDit({ kind: 'adaLN', classes: 3 }, 'factorised');
  const texts = smallDit({ kind: 'cross', textWidth: TEXT }, 'joint');
  const alone = smallDit({ kind: 'none' }, undefined);
  const params = (config: DitConfig) => roughen(random, initDit(random, config));
  return [
    layerCase(
      'dit, classes, factorised',
      { params: params(classes), tokens: tokens() },
      ({ params, tokens }, tap) =>
        dit(params, classes, tokens, { grid: GRID, times, labels: [3, 0], tap }),
    ),
    layerCase(
      'dit, text, joint',
      { params: params(texts), tokens: tokens(), text: normal<tf.Rank.R3>(random, [B, S, TEXT]) },
      ({ params, tokens, text }, tap) =>
        dit(params, texts, tokens, { grid: GRID, times, text, tap }),
    ),
    layerCase(
      'dit, time alone',
      { params: params(alone), tokens: tokens() },
      ({ params, tokens }, tap) => dit(params, alone, tokens, { grid: GRID, times, tap }),
    ),
  ];
}

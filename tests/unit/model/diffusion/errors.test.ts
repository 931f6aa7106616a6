import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import {
  addNoise,
  alphaBar,
  axisPositions,
  axisWidths,
  convertPrediction,
  cosineSchedule,
  createRandom,
  ddimSigma,
  ddimStep,
  ddpmSigma,
  diffusionLoss,
  diffusionRates,
  dit,
  ditBlock,
  dropConditions,
  finalLayer,
  flowRates,
  flowTimes,
  addGated,
  groupTokens,
  guide,
  initDit,
  initDitBlock,
  initFinalLayer,
  initLabels,
  labelEmbedding,
  linearSchedule,
  logitNormalDensity,
  logitNormalTime,
  minSnrWeight,
  modulate,
  modulation,
  plainNorm,
  posteriorMean,
  resolutionShift,
  sampleDiffusion,
  sampleFlow,
  shiftTime,
  spacedTimesteps,
  timestepSinusoids,
  trainingTarget,
  zeroTerminalSnr,
} from '../../../../src/model/index.ts';
import type { DitConfig } from '../../../../src/model/index.ts';
import { smallDit } from '../cases/diffusion.ts';
import { itRefuses } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';

const random = createRandom(1);
const schedule = linearSchedule();
const zeros = (...shape: [number, number, number]) => tf.zeros<tf.Rank.R3>(shape);
const flat = (...shape: [number, number]) => tf.zeros<tf.Rank.R2>(shape);
const bad = tf.tensor3d([0, 0, NaN, 0], [1, 2, 2]);
const good = zeros(1, 2, 2);
const block = initDitBlock(random, 8, 12);
const told = initDitBlock(random, 8, 12, 5);
const x = zeros(2, 6, 8);
const c = flat(2, 8);
const heads = 2;
const grid = { frames: 2, rows: 1, columns: 3 };
const [low, high] = [diffusionRates(schedule, 100), diffusionRates(schedule, 900)];
const classes = smallDit({ kind: 'adaLN', classes: 3 }, 'joint');
const texts = smallDit({ kind: 'cross', textWidth: 5 }, 'joint');
const alone = smallDit({ kind: 'none' }, 'joint');
const params = initDit(random, classes);
const tokens = zeros(2, 6, 4);
const times = [1, 2];
const labels = [0, 1];
const run = (config: DitConfig, more: object = {}) =>
  dit(params, config, tokens, { grid, times, labels, ...more });

const wrong: Refusal[] = [
  // Schedules and times
  [
    () => linearSchedule({ timesteps: 0 }),
    'linearSchedule: wanted timesteps to be a whole number of at least 1, got 0',
  ],
  [
    () => cosineSchedule(1.5),
    'cosineSchedule: wanted timesteps to be a whole number of at least 1, got 1.5',
  ],
  [() => alphaBar(schedule, 1001), 'alphaBar: wanted a whole timestep from 0 to 1000, got 1001'],
  [() => alphaBar(schedule, 0.5), 'alphaBar: wanted a whole timestep from 0 to 1000, got 0.5'],
  [
    () => zeroTerminalSnr(linearSchedule({ timesteps: 1 })),
    `zeroTerminalSnr: wanted a schedule that falls, got √ᾱ from ${Math.sqrt(0.9999)} to ${Math.sqrt(0.9999)}`,
  ],
  [() => flowRates(1.1), 'flowRates: wanted a time from 0 to 1, got 1.1'],
  [() => flowRates(-0.1), 'flowRates: wanted a time from 0 to 1, got -0.1'],
  [() => flowRates(NaN), 'flowRates: wanted a time from 0 to 1, got NaN'],
  [() => logitNormalTime(random, 0, 0), 'logitNormalTime: wanted spread above 0, got 0'],
  [() => logitNormalDensity(0.5, 0, -1), 'logitNormalDensity: wanted spread above 0, got -1'],
  [() => shiftTime(0.5, 0), 'shiftTime: wanted shift above 0, got 0'],
  [
    () => resolutionShift(0, 4),
    'resolutionShift: wanted tokens to be a whole number of at least 1, got 0',
  ],
  [
    () => resolutionShift(4, 0),
    'resolutionShift: wanted baseTokens to be a whole number of at least 1, got 0',
  ],
  [() => flowTimes(0), 'flowTimes: wanted steps to be a whole number of at least 1, got 0'],
  [() => spacedTimesteps(10, 11), 'spacedTimesteps: wanted at most 10 steps, got 11'],
  [
    () => spacedTimesteps(0, 1),
    'spacedTimesteps: wanted T to be a whole number of at least 1, got 0',
  ],
  [
    () => spacedTimesteps(9, 0),
    'spacedTimesteps: wanted steps to be a whole number of at least 1, got 0',
  ],
  [
    () => timestepSinusoids([1], 0),
    'timestepSinusoids: wanted D to be a whole number of at least 1, got 0',
  ],
  [() => timestepSinusoids([1], 5), 'timestepSinusoids: wanted an even width, got 5'],
  [() => timestepSinusoids([1, NaN], 4), 'timestepSinusoids: wanted finite times, got NaN'],
  // Mixtures
  [
    () => addNoise(good, zeros(1, 2, 3), [low]),
    'addNoise: wanted epsilon of shape [1, 2, 2], got [1, 2, 3]',
  ],
  [() => addNoise(good, good, [low, low]), 'addNoise: wanted 1 or 1 pairs of rates, got 2'],
  [() => addNoise(x, x, []), 'addNoise: wanted 1 or 2 pairs of rates, got 0'],
  [() => addNoise(bad, good, [low]), 'addNoise: wanted finite numbers in x0, got NaN at [0, 1, 0]'],
  [
    () => addNoise(good, bad, [low]),
    'addNoise: wanted finite numbers in epsilon, got NaN at [0, 1, 0]',
  ],
  [
    () => trainingTarget('v', bad, good, [low]),
    'trainingTarget: wanted finite numbers in x0, got NaN at [0, 1, 0]',
  ],
  [
    () => convertPrediction('v', 'x0', good, bad, [low]),
    'convertPrediction: wanted finite numbers in prediction, got NaN at [0, 1, 0]',
  ],
  [
    () => convertPrediction('v', 'x0', bad, good, [low]),
    'convertPrediction: wanted finite numbers in x, got NaN at [0, 1, 0]',
  ],
  [
    () => convertPrediction('x0', 'epsilon', good, good, [flowRates(0)]),
    'convertPrediction: wanted rates at which x0 determines epsilon, got signal 1, noise 0',
  ],
  [
    () => guide(good, zeros(1, 2, 3), 2),
    'guide: wanted conditional of shape [1, 2, 2], got [1, 2, 3]',
  ],
  [
    () => guide(bad, good, 2),
    'guide: wanted finite numbers in unconditional, got NaN at [0, 1, 0]',
  ],
  [() => guide(good, bad, 2), 'guide: wanted finite numbers in conditional, got NaN at [0, 1, 0]'],
  [
    () => dropConditions([1], 0, 1.5, random),
    'dropConditions: wanted a probability from 0 to 1, got 1.5',
  ],
  [
    () => dropConditions([1], 0, -0.5, random),
    'dropConditions: wanted a probability from 0 to 1, got -0.5',
  ],
  [
    () => diffusionLoss(zeros(1, 2, 3), good),
    'diffusionLoss: wanted prediction of shape [1, 2, 2], got [1, 2, 3]',
  ],
  [
    () => diffusionLoss(bad, good),
    'diffusionLoss: wanted finite numbers in prediction, got NaN at [0, 1, 0]',
  ],
  [
    () => diffusionLoss(good, bad),
    'diffusionLoss: wanted finite numbers in target, got NaN at [0, 1, 0]',
  ],
  [() => diffusionLoss(good, good, [1, 2]), 'diffusionLoss: wanted 1 weights, got 2'],
  [() => minSnrWeight('x0', low, 0), 'minSnrWeight: wanted gamma above 0, got 0'],
  [
    () => minSnrWeight('epsilon', flowRates(1)),
    'minSnrWeight: wanted rates at which epsilon determines x0, got signal 0, noise 1',
  ],
  // Samplers
  [
    () => ddpmSigma(flowRates(0.8), flowRates(0.3)),
    'ddpmStep: wanted rates whose squares sum to 1, got 0.19999999999999996 and 0.8',
  ],
  [
    () => posteriorMean(low, { signal: 0.5, noise: 0.5 }),
    'ddpmStep: wanted rates whose squares sum to 1, got 0.5 and 0.5',
  ],
  [
    () => posteriorMean({ signal: 0.6, noise: 0.8 }, { signal: 0, noise: 1 }),
    'ddpmStep: wanted a step to less noise, got 0.8 to 1',
  ],
  [
    () => ddpmSigma({ signal: 0.6, noise: 0.8 }, { signal: 0.6, noise: 0.8 }),
    'ddpmStep: wanted a step to less noise, got 0.8 to 0.8',
  ],
  [
    () => ddimSigma(flowRates(0.5), flowRates(0.25), 1),
    'ddimStep: wanted rates whose squares sum to 1, got 0.5 and 0.5',
  ],
  [() => ddimSigma(high, low, 1.5), 'ddimStep: wanted η from 0 to 1, got 1.5'],
  [
    () => ddimStep({ clean: good, epsilon: good, from: high, to: low, eta: -1 }),
    'ddimStep: wanted η from 0 to 1, got -1',
  ],
  [
    () => sampleDiffusion((x) => x, good, { schedule, times: [9] }),
    'sampleDiffusion: wanted at least two times, got 1',
  ],
  [
    () => sampleDiffusion((x) => x, good, { schedule, times: [9, 0], eta: 0.1 }),
    'sampleDiffusion: wanted fresh noise: `draw`, got none',
  ],
  [
    () => sampleDiffusion((x) => x, good, { schedule, times: [9, 0], method: 'ddpm' }),
    'sampleDiffusion: wanted fresh noise: `draw`, got none',
  ],
  [() => sampleFlow((x) => x, good, { times: [] }), 'sampleFlow: wanted at least two times, got 0'],
  // Layers
  [() => plainNorm(tf.scalar(1)), 'plainNorm: wanted x of rank 1 or more, got []'],
  [() => plainNorm(bad), 'plainNorm: wanted finite numbers in x, got NaN at [0, 1, 0]'],
  [() => modulate(x, flat(1, 8), c), 'modulate: wanted shift of shape [2, 8], got [1, 8]'],
  [() => modulate(x, c, flat(2, 6)), 'modulate: wanted scale of shape [2, 8], got [2, 6]'],
  [() => addGated(x, x, flat(1, 8)), 'addGated: wanted gate of shape [2, 8], got [1, 8]'],
  [
    () => modulation(block.modulation, flat(2, 6), ['a', 'b', 'c', 'd', 'e', 'f']),
    'modulation: wanted c of shape [B, 8], got [2, 6]',
  ],
  [
    () => modulation(block.modulation, c, ['a', 'b', 'c', 'd', 'e']),
    'modulation: wanted weight of shape [8, 40], got [8, 48]',
  ],
  [
    () => labelEmbedding(initLabels(random, 3, 8), [4]),
    'embedding: wanted whole ids from 0 to 3, got 4',
  ],
  [
    () => ditBlock(block, zeros(2, 6, 6), c, { heads }),
    'ditBlock: wanted x of shape [B, T, 8], got [2, 6, 6]',
  ],
  [
    () => ditBlock(block, x, flat(1, 8), { heads }),
    'ditBlock: wanted c of shape [2, 8], got [1, 8]',
  ],
  [
    () => ditBlock(block, tf.fill([2, 6, 8], NaN), c, { heads }),
    'ditBlock: wanted finite numbers in x, got NaN at [0, 0, 0]',
  ],
  [
    () => ditBlock(block, x, tf.fill([2, 8], Infinity), { heads }),
    'ditBlock: wanted finite numbers in c, got Infinity at [0, 0]',
  ],
  [
    () => ditBlock(block, x, c, { heads, axis: 'spatial' }),
    'ditBlock: wanted a grid for spatial, got none',
  ],
  [
    () => ditBlock(block, x, c, { heads, text: zeros(2, 4, 5) }),
    'ditBlock: wanted no text, as the weights have it, got one',
  ],
  [
    () => ditBlock(told, x, c, { heads }),
    'ditBlock: wanted a text, as the weights have it, got none',
  ],
  [
    () => groupTokens(x, 'spatial', { frames: 2, rows: 2, columns: 2 }),
    'groupTokens: wanted x of shape [B, 8, D], got [2, 6, 8]',
  ],
  [
    () => groupTokens(x, 'joint', { frames: 0.5, rows: 2, columns: 6 }),
    'groupTokens: wanted frames to be a whole number of at least 1, got 0.5',
  ],
  [
    () => finalLayer(initFinalLayer(8, 4), zeros(2, 6, 6), c),
    'finalLayer: wanted x of shape [B, T, 8], got [2, 6, 6]',
  ],
  [
    () => finalLayer(initFinalLayer(8, 4), x, flat(3, 8)),
    'finalLayer: wanted c of shape [2, 8], got [3, 8]',
  ],
  [
    () => finalLayer(initFinalLayer(8, 4), tf.fill([2, 6, 8], NaN), c),
    'finalLayer: wanted finite numbers in x, got NaN at [0, 0, 0]',
  ],
  [
    () => finalLayer(initFinalLayer(8, 4), x, tf.fill([2, 8], NaN)),
    'finalLayer: wanted finite numbers in c, got NaN at [0, 0]',
  ],
  // Positions
  [() => axisWidths(7, 2), 'axisPositions: wanted an even width of at least 4, got 7'],
  [() => axisWidths(4, 3), 'axisPositions: wanted an even width of at least 6, got 4'],
  [() => axisWidths(8, 0), 'axisPositions: wanted axes to be a whole number of at least 1, got 0'],
  [
    () => axisPositions([2, 0], 8),
    'axisPositions: wanted sizes to be a whole number of at least 1, got 0',
  ],
  // The network
  [
    () => dit(params, classes, zeros(2, 5, 4), { grid, times, labels }),
    'dit: wanted tokens of shape [B, 6, 4], got [2, 5, 4]',
  ],
  [() => run(classes, { times: [1] }), 'dit: wanted 2 times, got 1'],
  [() => run(classes, { labels: [1] }), 'dit: wanted 2 labels, got 1'],
  [() => run(classes, { labels: undefined }), 'dit: wanted labels, got neither labels nor text'],
  [() => run(classes, { text: zeros(2, 4, 5) }), 'dit: wanted labels, got labels and text'],
  [() => run(texts), 'dit: wanted text, got labels'],
  [() => run(alone), 'dit: wanted neither labels nor text, got labels'],
  [
    () => run(classes, { grid: { ...grid, rows: 0 } }),
    'dit: wanted rows to be a whole number of at least 1, got 0',
  ],
  [
    () => run(classes, { grid: { ...grid, columns: -1 } }),
    'dit: wanted columns to be a whole number of at least 1, got -1',
  ],
  ...(
    [
      [{ width: 0 }, 'width', '0'],
      [{ layers: 0 }, 'layers', '0'],
      [{ channels: 0.5 }, 'channels', '0.5'],
      [{ mlpRatio: 0 }, 'mlpRatio · width', '0'],
      [{ outChannels: 0 }, 'patchOut', '0'],
      [{ frequencies: 0 }, 'frequencies', '0'],
      [{ patch: { frames: 1, height: 0, width: 1 } }, 'patch.height', '0'],
    ] as const
  ).flatMap(([change, what, got]): [() => unknown, string][] => {
    const fails = (where: string) =>
      `${where}: wanted ${what} to be a whole number of at least 1, got ${got}`;
    return [
      [() => initDit(random, { ...classes, ...change }), fails('initDit')],
      [() => run({ ...classes, ...change }), fails('dit')],
    ];
  }),
  [
    () => initDit(random, { ...classes, heads: 3 }),
    'initDit: wanted heads to divide the width 8, got 3 heads',
  ],
];

describe('what diffusion does not want', () => {
  itRefuses(wrong);
});

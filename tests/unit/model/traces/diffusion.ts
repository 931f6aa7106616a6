import * as tf from '@tensorflow/tfjs-core';
import {
  FLOW_TIME_SCALE,
  addNoise,
  createRandom,
  ddimSigma,
  ddpmSigma,
  diffusionRates,
  dit,
  flowRates,
  guide,
  initDit,
  linearSchedule,
  paddingMask,
  posteriorMean,
  predictionShares,
  recorder,
  sampleDiffusion,
  sampleFlow,
  scope,
  trainingTarget,
} from '../../../../src/model/index.ts';
import type { DitCondition, Prediction, Rates, Recorded } from '../../../../src/model/index.ts';
import {
  diffusionSampleSteps,
  ditSteps,
  flowSampleSteps,
  guidedStep,
  noisedStep,
  targetStep,
} from '../../../../src/model/steps/index.ts';
import { GRID, smallDit } from '../cases/diffusion.ts';
import { normal, roughen } from '../cases/support.ts';
import { weightsOf } from './support.ts';
import type { Traced } from './support.ts';

const [T, D, F, C, S, TEXT] = [6, 8, 12, 4, 5, 3];

/** Every traced computation of diffusion. */
export function diffusionTraces(): Traced[] {
  return [
    ...KINDS.flatMap((kind) => [mixingTrace(kind, 'diffusion'), mixingTrace(kind, 'flow')]),
    guidedTrace(),
    ...KINDS.flatMap((kind) => [
      diffusionTrace(kind, 'ddim', 0),
      flowTrace(kind, 'euler'),
      flowTrace(kind, 'heun'),
    ]),
    diffusionTrace('v', 'ddim', 0.7),
    diffusionTrace('epsilon', 'ddpm', 0),
    ...[1, 2].flatMap((heads) =>
      (['joint', 'factorised'] as const).flatMap((attention) => [
        ditTrace({ kind: 'adaLN', classes: 3 }, attention, heads),
        ditTrace({ kind: 'cross', textWidth: TEXT }, attention, heads),
        ditTrace({ kind: 'none' }, attention, heads),
      ]),
    ),
  ];
}

const KINDS: readonly Prediction[] = ['epsilon', 'x0', 'v', 'velocity', 'score'];
const schedule = linearSchedule();

function named(name: string, tensor: tf.Tensor): Recorded {
  const shape = tensor.shape.slice(1);
  return { name, shape, data: Float32Array.from(tensor.dataSync()) };
}

/** Without the batch dimension. */
function single(tensors: readonly Recorded[]): Recorded[] {
  return tensors.map(({ name, shape, data }) => ({ name, shape: shape.slice(1), data }));
}

function patches(seed: number): tf.Tensor3D {
  return normal<tf.Rank.R3>(createRandom(seed), [1, T, C]);
}

/** The share of x₀ and of ε in a target, by the definitions of the papers. */
function shares(kind: Prediction, { signal, noise }: Rates): readonly [number, number] {
  return {
    epsilon: [0, 1],
    x0: [1, 0],
    v: [-noise, signal],
    velocity: [-1, 1],
    score: [0, -1 / noise],
  }[kind] as [number, number];
}

function mixingTrace(prediction: Prediction, process: 'diffusion' | 'flow'): Traced {
  const rates = process === 'flow' ? flowRates(0.3) : diffusionRates(schedule, 300);
  const [clean, epsilon] = [patches(41), patches(42)];
  const { tap, tensors } = recorder();
  addNoise(clean, epsilon, [rates], tap);
  trainingTarget(prediction, clean, epsilon, [rates], tap);
  const [p, q] = shares(prediction, rates);
  return {
    name: `training pair: ${prediction}, ${process}`,
    steps: [
      noisedStep({ process, clean: 'clean', epsilon: 'noise', ...rates }),
      targetStep({ prediction, clean: [p, 'clean'], epsilon: [q, 'noise'] }),
    ],
    tensors: single(tensors),
    weights: [],
    given: [named('clean', clean), named('noise', epsilon)],
    sizes: () => ({ T, C }),
  };
}

function guidedTrace(): Traced {
  const [unconditional, conditional, scale] = [patches(43), patches(44), 4];
  const { tap, tensors } = recorder();
  guide(unconditional, conditional, scale, scope(tap, '0.model'));
  return {
    name: 'guidance',
    steps: [guidedStep({ scope: '0.model.', unconditional: 'empty', conditional: 'asked', scale })],
    tensors: single(tensors),
    weights: [],
    given: [named('empty', unconditional), named('asked', conditional)],
    sizes: () => ({ T, C }),
  };
}

/** A network that predicts anything, and keeps it under the names p0, p1, … */
function network() {
  const given: Recorded[] = [];
  const predict = () => {
    const prediction = patches(50 + given.length);
    given.push(named(`p${given.length}`, prediction));
    return prediction;
  };
  return { predict, given };
}

function diffusionTrace(prediction: Prediction, method: 'ddim' | 'ddpm', eta: number): Traced {
  const times = [500, 200, 0];
  const fresh = [patches(61), patches(62)];
  const x = patches(60);
  const { predict, given } = network();
  const { tap, tensors } = recorder();
  const drawn = method === 'ddpm' || eta > 0;
  const draw = drawn ? { draw: (step: number) => fresh[step] ?? x } : {};
  sampleDiffusion(predict, x, { schedule, times, prediction, method, eta, tap, ...draw });
  const steps = [0, 1].flatMap((step) => {
    const from = diffusionRates(schedule, times[step] ?? NaN);
    const to = diffusionRates(schedule, times[step + 1] ?? NaN);
    const ddim = method === 'ddim';
    const sigma = ddim ? ddimSigma(from, to, eta) : ddpmSigma(from, to);
    return diffusionSampleSteps({
      step,
      x: step === 0 ? 'x' : `${step - 1}.x`,
      predicted: `p${step}`,
      prediction,
      clean: predictionShares(prediction, 'x0', from),
      ...(ddim ? { epsilon: predictionShares(prediction, 'epsilon', from) } : {}),
      next: ddim ? [to.signal, Math.sqrt(to.noise ** 2 - sigma ** 2)] : posteriorMean(from, to),
      ...(drawn ? { fresh: [`fresh${step}`, sigma] as const } : {}),
    });
  });
  const drawnNoise = fresh.map((noise, step) => named(`fresh${step}`, noise));
  return {
    name: `sampleDiffusion: ${method}, ${prediction}, η ${eta}`,
    steps,
    tensors: single(tensors),
    weights: [],
    given: [named('x', x), ...given, ...drawnNoise],
    sizes: () => ({ T, C }),
  };
}

function flowTrace(prediction: Prediction, solver: 'euler' | 'heun'): Traced {
  const times = [0.9, 0.5, 0];
  const x = patches(60);
  const { predict, given } = network();
  const { tap, tensors } = recorder();
  sampleFlow(predict, x, { times, prediction, solver, tap });
  const velocity = (t: number) => predictionShares(prediction, 'velocity', flowRates(t));
  const heun = { predicted: 'p1', velocity: velocity(0.5) };
  const steps = [0, 1].flatMap((step) =>
    flowSampleSteps({
      step,
      x: step === 0 ? 'x' : '0.x',
      predicted: step === 1 && solver === 'heun' ? 'p2' : `p${step}`,
      prediction,
      velocity: velocity(times[step] ?? NaN),
      from: times[step] ?? NaN,
      to: times[step + 1] ?? NaN,
      second: step === 0 && solver === 'heun' ? heun : undefined,
    }),
  );
  return {
    name: `sampleFlow: ${solver}, ${prediction}`,
    steps,
    tensors: single(tensors),
    weights: [],
    given: [named('x', x), ...given],
    sizes: () => ({ T, C }),
  };
}

function ditTrace(
  condition: DitCondition,
  attention: 'joint' | 'factorised',
  heads: number,
): Traced {
  const config = { ...smallDit(condition, attention), heads };
  const random = createRandom(71);
  const params = roughen(random, initDit(random, config));
  const tokens = normal<tf.Rank.R3>(random, [1, T, C]);
  const words = normal<tf.Rank.R3>(random, [1, S, TEXT]);
  const [time, label, length] = [0.3 * FLOW_TIME_SCALE, 2, heads === 1 ? undefined : 4];
  const text = condition.kind === 'cross' ? words : undefined;
  const { tap, tensors } = recorder();
  dit(params, config, tokens, {
    grid: GRID,
    times: [time],
    ...(condition.kind === 'adaLN' ? { labels: [label] } : {}),
    text,
    textMask: text && length !== undefined ? paddingMask([length], S) : undefined,
    tap: scope(tap, 'dit'),
  });
  return {
    name: `dit: ${condition.kind}, ${attention}, heads: ${heads}`,
    steps: ditSteps({
      name: 'dit',
      tokens: 'tokens',
      heads,
      layers: config.layers,
      grid: [GRID.frames, GRID.rows, GRID.columns],
      attention,
      time,
      ...(condition.kind === 'adaLN' ? { label } : {}),
      ...(text ? { text: { name: 'text', length } } : {}),
    }),
    tensors: tensors.map((tensor) => squeezeDit(tensor, heads, attention)),
    weights: weightsOf(params, 'dit'),
    given: [named('tokens', tokens), named('text', words)],
    sizes: (step) => ({
      T,
      D,
      F,
      C: 4,
      H: heads,
      K: D / heads,
      S: step.includes('.cross.') ? S : T,
      N: GRID.frames,
      W: GRID.rows * GRID.columns,
    }),
  };
}

/** Without the batch dimension, unless it holds the groups; without heads if there is one. */
function squeezeDit({ name, shape, data }: Recorded, heads: number, attention: string): Recorded {
  const inside = attention === 'factorised' && /\.(self|grouped)\b/.test(name);
  const [first = 0, ...rest] = shape;
  const one = rest.length === 3 && (heads === 1 || name.endsWith('.mask'));
  const inner = one ? rest.slice(1) : rest;
  return { name, shape: inside ? [first, ...inner] : inner, data };
}

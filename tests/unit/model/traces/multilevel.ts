import * as tf from '@tensorflow/tfjs-core';
import {
  attentionPooling,
  createRandom,
  documentEncoder,
  factorizedEncoder,
  initAttention,
  initDividedLayer,
  initDocument,
  initEncoderLayer,
  initFactorized,
  initMerge,
  initPooling,
  initWindowBlock,
  localGlobalAttention,
  mergePatches,
  paddingMask,
  recorder,
  scope,
  spaceTimeLayer,
  windowBlock,
  windowShift,
} from '../../../../src/model/index.ts';
import type {
  Letter,
  NormPlace,
  Recorded,
  SpaceTimeKind,
  Tap,
  WindowSize,
} from '../../../../src/model/index.ts';
import {
  documentSteps,
  factorizedSteps,
  localGlobalSteps,
  mergeSteps,
  poolingSteps,
  spaceTimeSteps,
  windowBlockSteps,
} from '../../../../src/model/steps/index.ts';
import type { Step } from '../../../../src/model/steps/index.ts';
import { normal, roughen } from '../cases/support.ts';
import { weightsOf } from './support.ts';
import type { Traced } from './support.ts';

const [D, F, H] = [8, 12, 2];
const layer = { width: D, inner: F, heads: H };
const common = { D, F, H, K: D / H };
const x = { name: 'x', symbol: 'X' };
const random = createRandom(81);
const rough = <P extends object>(params: P) => roughen(random, params);

interface Setup {
  readonly name: string;
  readonly params: object;
  /** The path of the weights: the scope of the taps, if there is one. */
  readonly scope?: string;
  readonly steps: readonly Step<string>[];
  readonly sizes: (step: string) => Partial<Record<Letter, number>>;
  readonly input?: tf.Tensor;
  readonly forward: (tap: Tap) => tf.Tensor;
  /** Whether a tensor has its batch dimension: a group of tokens is no batch. */
  readonly batched: (name: string) => boolean;
}

function trace(setup: Setup): Traced {
  const { name, params, steps, sizes, input, forward, batched } = setup;
  const { tap, tensors } = recorder();
  forward(setup.scope === undefined ? tap : scope(tap, setup.scope));
  const given = input && {
    name: x.name,
    shape: input.shape.slice(1),
    data: Float32Array.from(input.dataSync()),
  };
  return {
    name,
    steps,
    tensors: tensors.map((tensor) => strip(tensor, batched)),
    weights: weightsOf(params, setup.scope ?? ''),
    ...(given ? { given: [given] } : {}),
    sizes: (step) => ({ ...common, ...sizes(step) }),
  };
}

/** Without the batch dimension, and a mask without that of the heads. */
function strip({ name, shape, data }: Recorded, batched: (name: string) => boolean): Recorded {
  const own = batched(name) ? shape.slice(1) : shape;
  const headed = name.endsWith('.mask') && own.length > 2;
  return { name, shape: headed ? own.toSpliced(batched(name) ? 0 : 1, 1) : own, data };
}

function poolingTraces(): Traced[] {
  const input = normal<tf.Rank.R3>(random, [1, 5, D]);
  return [undefined, [true, false, true, true, false]].map((present) => {
    const params = rough(initPooling(random, D));
    const mask = present && tf.tensor2d([present.map(Number)]);
    return trace({
      name: `pooling${present ? ', masked' : ''}`,
      params,
      scope: 'pool',
      steps: poolingSteps({ name: 'pool', x, present }),
      sizes: () => ({ T: 5 }),
      input,
      forward: (tap) => attentionPooling(params, input, { mask, tap }),
      batched: () => true,
    });
  });
}

function documentTraces(): Traced[] {
  const ids = [
    [0, 3, 1],
    [2, 2, 0],
    [1, 0, 0],
    [3, 4, 0],
  ];
  const settings: [norm: NormPlace, lengths: number[] | undefined][] = [
    ['post', [3, 0, 1, 2]],
    ['pre', undefined],
  ];
  return settings.map(([norm, lengths]) => {
    const config = { ...layer, vocabulary: 5, wordLayers: 2, sentenceLayers: 1 };
    const params = rough(initDocument(random, config));
    const tokens = tf.tensor3d([ids], [1, 4, 3], 'int32');
    const options = { heads: H, norm, lengths: lengths && [lengths] };
    return trace({
      name: `document, ${norm}`,
      params,
      steps: documentSteps({ ids, heads: H, norm, lengths, wordLayers: 2, sentenceLayers: 1 }),
      sizes: () => ({ N: 4, W: 3 }),
      forward: (tap) => documentEncoder(params, tokens, { ...options, tap }),
      batched: (name) => name.startsWith('sentence') || name === 'words.positions',
    });
  });
}

function windowTraces(): Traced[] {
  const settings: [[number, number], WindowSize, shifted: boolean, relative: boolean, NormPlace][] =
    [
      [[2, 6], [2, 3], false, true, 'pre'],
      [[4, 6], [2, 3], true, true, 'pre'],
      [[1, 6], [1, 3], true, false, 'post'],
    ];
  return settings.map(([[Y, X], windowSize, shifted, relative, norm]) => {
    const { relative: table, ...orderless } = rough(initWindowBlock(random, layer, windowSize));
    const params = relative && table ? { ...orderless, relative: table } : orderless;
    const input = normal<tf.Rank.R4>(random, [1, Y, X, D]);
    const [size, name] = [[Y, X] as const, 'block'];
    const shift = shifted ? windowShift(size, windowSize) : ([0, 0] as const);
    const W = windowSize[0] * windowSize[1];
    const activation = shifted ? 'gelu' : 'relu';
    const options = { heads: H, norm, windowSize, activation } as const;
    return trace({
      name: `windows on ${Y} × ${X}${shifted ? ', shifted' : ''}`,
      params,
      scope: name,
      steps: windowBlockSteps({ name, x, ...options, size, shift, relative }),
      sizes: () => ({ Y, X, W, N: (Y * X) / W }),
      input,
      forward: (tap) => windowBlock(params, input, { ...options, shifted, tap }),
      batched: (step) => ['block.rolled', 'block.output'].includes(step),
    });
  });
}

function mergeTraces(): Traced[] {
  return ([1, 2] as const).map((down) => {
    const params = rough(initMerge(random, D, down === 1 ? 2 : 4));
    const input = normal<tf.Rank.R4>(random, [1, 2 * down, 4, D]);
    return trace({
      name: `merge of ${2 * down}`,
      params,
      scope: 'merge',
      steps: mergeSteps({ name: 'merge', x, down }),
      sizes: () => ({ Y: 2, X: 2, C: 2 * down * D, D: 2 * D }),
      input,
      forward: (tap) => mergePatches(params, input, tap),
      batched: () => true,
    });
  });
}

function localTraces(): Traced[] {
  const T = 7;
  const settings = [
    { window: 3 },
    { window: 3, globals: [0, 4], length: 6 },
    { window: 4, globals: [2], causal: true, temperature: 2 },
    { window: 2, globals: [5] },
    { window: 2, causal: true, length: 5 },
  ];
  return settings.map(({ length, ...options }) => {
    const params = rough(initAttention(random, D));
    const input = normal<tf.Rank.R3>(random, [1, T, D]);
    const mask = length === undefined ? undefined : paddingMask([length], T);
    const { window, causal = false, globals = [] } = options;
    const size = window - 1;
    const keys = (causal ? 2 : 3) * size + globals.length;
    return trace({
      name: `local plus global ${JSON.stringify({ ...options, length })}`,
      params,
      scope: 'self',
      steps: localGlobalSteps({ name: 'self', x, heads: H, tokens: T, length, ...options }),
      sizes: (step) => ({
        T: step.includes('.far.') ? globals.length : T,
        S: step.includes('.near.') ? keys : T,
        N: Math.ceil(T / size),
        W: size,
      }),
      input,
      forward: (tap) => localGlobalAttention(params, input, { heads: H, mask, ...options, tap }),
      batched: () => true,
    });
  });
}

function spaceTimeTraces(): Traced[] {
  const [N, S] = [3, 2];
  const settings: [SpaceTimeKind, NormPlace][] = [
    ['joint', 'pre'],
    ['space', 'post'],
    ['time', 'pre'],
    ['time', 'post'],
    ['divided', 'pre'],
    ['divided', 'post'],
  ];
  return settings.map(([kind, norm]) => {
    const params = rough(
      kind === 'divided' ? initDividedLayer(random, layer) : initEncoderLayer(random, D, F),
    );
    const input = normal<tf.Rank.R4>(random, [1, N, S, D]);
    const options = { kind, norm, heads: H, activation: 'gelu' } as const;
    return trace({
      name: `${kind}, ${norm}`,
      params,
      scope: 'layer',
      steps: spaceTimeSteps({ name: 'layer', x, ...options, tokens: S }),
      sizes: () => ({ N, S, T: N * S }),
      input,
      forward: (tap) => spaceTimeLayer(params, input, { ...options, tap }),
      batched: (name) => kind === 'joint' || name === 'layer.output',
    });
  });
}

function factorizedTraces(): Traced[] {
  return (['pre', 'post'] as const).map((norm) => {
    const params = rough(initFactorized(random, { ...layer, spaceLayers: 1, timeLayers: 2 }));
    const input = normal<tf.Rank.R4>(random, [1, 3, 2, D]);
    const spec = { x, heads: H, norm, tokens: 2, spaceLayers: 1, timeLayers: 2 };
    return trace({
      name: `factorized, ${norm}`,
      params,
      steps: factorizedSteps(spec),
      sizes: () => ({ N: 3, S: 2 }),
      input,
      forward: (tap) => factorizedEncoder(params, input, { heads: H, norm, tap }),
      batched: (name) => name.startsWith('time') || name === 'frames',
    });
  });
}

export function multilevelTraces(): Traced[] {
  return [
    ...poolingTraces(),
    ...documentTraces(),
    ...windowTraces(),
    ...mergeTraces(),
    ...localTraces(),
    ...spaceTimeTraces(),
    ...factorizedTraces(),
  ];
}

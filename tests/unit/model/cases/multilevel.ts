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
  initWindowEncoder,
  localGlobalAttention,
  localGlobalLayer,
  mergePatches,
  paddingMask,
  relativeBias,
  spaceTimeEncoder,
  spaceTimeLayer,
  windowBlock,
  windowEncoder,
} from '../../../../src/model/index.ts';
import type { SpaceTimeKind, WindowSize } from '../../../../src/model/index.ts';
import { B, D, F, H, layerCase, normal, roughen } from './support.ts';
import type { Case } from './support.ts';

/** Attention on several levels, with padding and empty groups where there may be some. */
export function multilevelCases(): Case[] {
  return [...documentCases(), ...windowCases(), ...localCases(), ...spaceTimeCases()];
}

const layer = { width: D, inner: F, heads: H };

function documentCases(): Case[] {
  const random = createRandom(71);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const x = () => normal<tf.Rank.R3>(random, [B, 3, D]);
  const config = { ...layer, vocabulary: 4, wordLayers: 1, sentenceLayers: 1 };
  const ids = tf.tensor3d([0, 3, 1, 2, 0, 0, 3, 3, 1, 0, 2, 1], [B, 3, 2], 'int32');
  const lengths = [
    [2, 1, 0],
    [0, 2, 1],
  ];
  const holes = tf.tensor2d([1, 0, 1, 0, 0, 0], [B, 3]);
  return [
    layerCase(
      'attentionPooling',
      { params: rough(initPooling(random, D)), x: x() },
      ({ params, x }, tap) => attentionPooling(params, x, { tap }),
    ),
    layerCase(
      'attentionPooling, masked',
      { params: rough(initPooling(random, D)), x: x() },
      ({ params, x }, tap) => attentionPooling(params, x, { mask: holes, tap }),
    ),
    layerCase(
      'documentEncoder',
      { params: rough(initDocument(random, config)) },
      ({ params }, tap) => documentEncoder(params, ids, { heads: H, lengths, tap }),
    ),
    layerCase(
      'documentEncoder, pre, nothing padded',
      { params: rough(initDocument(random, config)) },
      ({ params }, tap) => documentEncoder(params, ids, { heads: H, norm: 'pre', tap }),
    ),
  ];
}

function windowCases(): Case[] {
  const random = createRandom(78);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const grid = (Y: number, X: number, batch = B) => normal<tf.Rank.R4>(random, [batch, Y, X, D]);
  const block = (
    name: string,
    size: [number, number, number?],
    windowSize: WindowSize,
    shifted: boolean,
  ) =>
    layerCase(
      `windowBlock, ${name}`,
      { params: rough(initWindowBlock(random, layer, windowSize)), x: grid(...size) },
      ({ params, x }, tap) =>
        windowBlock(params, x, { heads: H, windowSize, shifted, activation: 'gelu', tap }),
    );
  const encoder = (
    name: string,
    size: [number, number],
    windowSize: WindowSize,
    depths: number[],
  ) =>
    layerCase(
      `windowEncoder, ${name}`,
      {
        params: rough(initWindowEncoder(random, { ...layer, windowSize, depths })),
        x: grid(...size, 1),
      },
      ({ params, x }, tap) =>
        windowEncoder(params, x, { heads: H, windowSize, activation: 'gelu', tap }),
    );
  const { relative: _, ...orderless } = initWindowBlock(random, layer, [1, 3]);
  return [
    layerCase('relativeBias', { table: normal<tf.Rank.R2>(random, [9, H]) }, ({ table }) =>
      relativeBias(table, [2, 2]),
    ),
    ...([2, 4] as const).map((neighbors) =>
      layerCase(
        `mergePatches, ${neighbors} neighbors`,
        { params: rough(initMerge(random, D, neighbors)), x: grid(2, 4) },
        ({ params, x }, tap) => mergePatches(params, x, tap),
      ),
    ),
    block('on a grid', [2, 4, 1], [2, 2], false),
    block('on a grid, shifted', [4, 4, 1], [2, 2], true),
    block('on a sequence, shifted', [1, 6], [1, 3], true),
    layerCase(
      'windowBlock, without a table, post',
      { params: rough(orderless), x: grid(1, 6) },
      ({ params, x }, tap) =>
        windowBlock(params, x, { heads: H, windowSize: [1, 3], norm: 'post', tap }),
    ),
    encoder('on a grid', [4, 4], [2, 2], [1, 1]),
    encoder('on a sequence', [1, 4], [1, 2], [2, 1]),
  ];
}

function localCases(): Case[] {
  const random = createRandom(73);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const x = () => normal<tf.Rank.R3>(random, [B, 7, D]);
  const padding = paddingMask([7, 4], 7);
  const attention = (name: string, options: { causal?: boolean; globals?: number[] }) =>
    layerCase(
      `localGlobalAttention, ${name}`,
      { params: rough(initAttention(random, D)), x: x() },
      ({ params, x }, tap) =>
        localGlobalAttention(params, x, { heads: H, window: 3, mask: padding, ...options, tap }),
    );
  return [
    attention('local', {}),
    attention('local, causal', { causal: true }),
    attention('two global tokens', { globals: [0, 5] }),
    attention('two global tokens, causal', { globals: [0, 3], causal: true }),
    layerCase(
      'localGlobalLayer, hot',
      { params: rough(initEncoderLayer(random, D, F)), x: x() },
      ({ params, x }, tap) =>
        localGlobalLayer(params, x, { heads: H, window: 2, globals: [1], temperature: 2, tap }),
    ),
  ];
}

function spaceTimeCases(): Case[] {
  const random = createRandom(74);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const x = (batch = B) => normal<tf.Rank.R4>(random, [batch, 3, 2, D]);
  const single = (kind: SpaceTimeKind) =>
    layerCase(
      `spaceTimeLayer, ${kind}`,
      {
        params: rough(
          kind === 'divided' ? initDividedLayer(random, layer) : initEncoderLayer(random, D, F),
        ),
        x: x(),
      },
      ({ params, x }, tap) =>
        spaceTimeLayer(params, x, { heads: H, kind, activation: 'gelu', tap }),
    );
  return [
    ...(['joint', 'space', 'time', 'divided'] as const).map(single),
    layerCase(
      'spaceTimeLayer, divided, post',
      { params: rough(initDividedLayer(random, layer)), x: x() },
      ({ params, x }, tap) =>
        spaceTimeLayer(params, x, { heads: H, kind: 'divided', norm: 'post', tap }),
    ),
    layerCase(
      'spaceTimeEncoder, alternating',
      { params: [0, 1].map(() => rough(initEncoderLayer(random, D, F))), x: x(1) },
      ({ params, x }, tap) =>
        spaceTimeEncoder(params, x, {
          heads: H,
          attention: 'alternating',
          activation: 'gelu',
          tap,
        }),
    ),
    layerCase(
      'factorizedEncoder',
      {
        params: rough(initFactorized(random, { ...layer, spaceLayers: 1, timeLayers: 1 })),
        x: x(1),
      },
      ({ params, x }, tap) => factorizedEncoder(params, x, { heads: H, activation: 'gelu', tap }),
    ),
  ];
}

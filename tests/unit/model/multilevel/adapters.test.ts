import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  addLoras,
  attentionPooling,
  createRandom,
  initAttention,
  initDividedLayer,
  initMerge,
  initPooling,
  initWindowBlock,
  localGlobalAttention,
  mergePatches,
  recorder,
  spaceTimeLayer,
  windowBlock,
} from '../../../../src/model/index.ts';
import type { Tap } from '../../../../src/model/index.ts';
import { normal } from '../cases.ts';

const random = createRandom(95);
const [D, H] = [8, 2];
const layer = { width: D, inner: 12, heads: H };
const adapted = <P extends object>(params: P) => addLoras(random, params, { rank: 2 }, () => true);
const grid = normal<tf.Rank.R4>(random, [1, 4, 4, D]);
const sequence = normal<tf.Rank.R3>(random, [1, 5, D]);

/** The names under which adapters are tapped. */
function lowsOf(forward: (tap: Tap) => tf.Tensor): string[] {
  const { tap, tensors } = recorder();
  forward(tap);
  return tensors.map(({ name }) => name).filter((name) => /(^|\.)low$/.test(name));
}

const ATTENTION = ['query.low', 'key.low', 'value.low', 'output.low'];
const LAYER = [...ATTENTION.map((name) => `self.${name}`), 'ffn.inner.low', 'ffn.outer.low'];

describe('adapters on several levels are tapped under the path of their layer', () => {
  it.each<[string, (tap: Tap) => tf.Tensor, string[]]>([
    [
      'local plus global',
      (tap) => {
        const params = adapted(initAttention(random, D));
        return localGlobalAttention(params, sequence, { heads: H, window: 2, globals: [3], tap });
      },
      ATTENTION,
    ],
    [
      'pooling',
      (tap) => attentionPooling(adapted(initPooling(random, D)), sequence, { tap }),
      ['hidden.low'],
    ],
    ['merging', (tap) => mergePatches(adapted(initMerge(random, D, 4)), grid, tap), ['reduce.low']],
    [
      'windows',
      (tap) => {
        const params = adapted(initWindowBlock(random, layer, [2, 2]));
        return windowBlock(params, grid, { heads: H, windowSize: [2, 2], tap });
      },
      LAYER,
    ],
    [
      'space and time',
      (tap) => {
        const params = adapted(initDividedLayer(random, layer));
        return spaceTimeLayer(params, grid, { heads: H, kind: 'divided', tap });
      },
      [...ATTENTION.map((name) => `time.${name}`), ...LAYER],
    ],
  ])('%s', (_, forward, names) => {
    expect(lowsOf(forward)).toEqual(names);
  });
});

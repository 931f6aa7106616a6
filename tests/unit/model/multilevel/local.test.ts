import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import {
  combineMasks,
  createRandom,
  initAttention,
  multiHeadAttention,
  paddingMask,
} from '../../../../src/model/index.ts';
import { localGlobalAttention } from '../../../../src/model/multilevel/index.ts';
import type { LocalGlobalReach } from '../../../../src/model/multilevel/index.ts';
import { normal, roughen } from '../cases.ts';
import { expectClose, plain } from '../fixtures.ts';

const [B, D, H] = [2, 8, 2];
const random = createRandom(31);
const params = roughen(random, initAttention(random, D));

/** The mask that the definition says, [T, T]. */
function fullMask(T: number, { window, causal = false, globals = [] }: LocalGlobalReach) {
  const row = (t: number) =>
    Array.from({ length: T }, (_, s) => {
      const seen = Math.abs(t - s) < window || globals.includes(t) || globals.includes(s);
      return seen && (!causal || s <= t) ? 1 : 0;
    });
  return tf.tensor2d(Array.from({ length: T }, (_, t) => row(t)));
}

describe.each([
  { T: 12, window: 4 },
  { T: 13, window: 4 },
  { T: 7, window: 1 },
  { T: 9, window: 2 },
  { T: 5, window: 5 },
  { T: 5, window: 6 },
  { T: 5, window: 50 },
  { T: 1, window: 3 },
  { T: 13, window: 4, globals: [0] },
  { T: 13, window: 4, globals: [3, 4, 12] },
  { T: 13, window: 4, globals: [0, 2, 5, 6] },
  { T: 3, window: 1, globals: [0, 1, 2] },
])('localGlobalAttention, $T tokens, window $window, globals $globals', ({ T, ...reach }) => {
  const x = normal<tf.Rank.R3>(random, [B, T, D]);
  const cases = [false, true].flatMap((causal) =>
    [undefined, paddingMask([T, T - 1], T), paddingMask([Math.ceil(T / 2), 0], T)].map((mask) => ({
      ...reach,
      causal,
      mask,
    })),
  );

  it.each(cases)('is full attention with the mask: causal $causal', (options) => {
    const mask = combineMasks(fullMask(T, options), options.mask);
    const wanted = plain(multiHeadAttention(params, x, x, { heads: H, mask }));
    const got = localGlobalAttention(params, x, { heads: H, ...options });
    expectClose('output', plain(got), { shape: wanted.shape, data: Array.from(wanted.data) }, 2e-6);
  });
});

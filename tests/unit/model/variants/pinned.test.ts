import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  activate,
  addLora,
  addLoras,
  alibiBias,
  alibiSlopes,
  balanceLoss,
  causalMask,
  combineMasks,
  createRandom,
  embed,
  fixedCache,
  flatten,
  gelu,
  geluTanh,
  growingCache,
  initAttention,
  initDecoderLayer,
  initEmbedding,
  initEncoderLayer,
  initExperts,
  initFeedForward,
  initLinear,
  isLoraPath,
  layerOptions,
  linear,
  loraDelta,
  maskedSoftmax,
  mergeLora,
  mergeLoras,
  mixtureOfExperts,
  rmsNorm,
  rotaryAngles,
  rotate,
  shareHeads,
  silu,
  sinusoidalPositions,
  slidingWindowMask,
  tokenMask,
  topMask,
} from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases.ts';
import { expectClose, plain } from '../fixtures.ts';

const random = createRandom(31);
const list = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

describe('activations', () => {
  const x = tf.tensor1d([-2, -0.5, 0, 1, 3]);

  // x·Φ(x) with Φ from Abramowitz and Stegun 1964, table 26.1.
  it('have known values', () => {
    const phi = [0.0227501, 0.3085375, 0.5, 0.8413447, 0.9986501];
    const wanted = list(x).map((value, i) => value * (phi[i] ?? NaN));
    expectClose('gelu', plain(gelu(x)), { shape: [5], data: wanted });
    expectClose('geluTanh', plain(geluTanh(x)), { shape: [5], data: wanted }, 5e-4);
    const sigmoid = list(x).map((value) => value / (1 + Math.exp(-value)));
    expectClose('silu', plain(silu(x)), { shape: [5], data: sigmoid });
  });

  it('are ReLU unless told otherwise; of SwiGLU, SiLU', () => {
    expect(list(activate(x))).toEqual([0, 0, 0, 1, 3]);
    expect(list(activate(x, 'swiglu'))).toEqual(list(silu(x)));
    expect(list(activate(x, 'gelu'))).toEqual(list(gelu(x)));
    expect(list(activate(x, 'geluTanh'))).toEqual(list(geluTanh(x)));
    expect(list(gelu(x))).not.toEqual(list(geluTanh(x)));
  });
});

describe('ALiBi', () => {
  // Press et al. 2022, section 3, and for 3 and 6 what their code gives.
  it.each([
    [1, [2 ** -8]],
    [2, [2 ** -4, 2 ** -8]],
    [8, [1, 2, 3, 4, 5, 6, 7, 8].map((power) => 2 ** -power)],
    [3, [2 ** -4, 2 ** -8, 2 ** -2]],
    [6, [2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8, 2 ** -1, 2 ** -3]],
  ])('slopes of %i heads', (heads, slopes) => {
    expect(alibiSlopes(heads)).toEqual(slopes);
  });

  it('is minus the slope times the distance', () => {
    const bias = alibiBias(2, 2, 3, 1);
    expect(bias.shape).toEqual([2, 2, 3]);
    const distances = [1, 0, 1, 2, 1, 0];
    expect(list(bias).map((value) => value + 0)).toEqual(
      [2 ** -4, 2 ** -8].flatMap((slope) => distances.map((distance) => -slope * distance + 0)),
    );
    expect(alibiBias(1, 2).shape).toEqual([1, 2, 2]);
    expect(list(alibiBias(1, 1, 2)).map((value) => value + 0)).toEqual([0, -(2 ** -8)]);
  });
});

describe('rotary positions', () => {
  it('have the angles of the paper', () => {
    const angles = Array.from(rotaryAngles(2, 4, { offset: 3 }));
    const wanted = [3, 3 / 100, 4, 4 / 100].map(Math.fround);
    expect(angles).toEqual(wanted);
    expect(Array.from(rotaryAngles(1, 4, { offset: 1, base: 16 }))).toEqual([1, 0.25]);
    expect(rotaryAngles(2, 4)).toEqual(rotaryAngles(2, 4, { offset: 0, base: 10000 }));
  });

  it('turn a pair by its angle, against the clock', () => {
    const x = tf.tensor2d([1, 0, 0, 1], [1, 4]);
    const [a, b] = [2, 2 / 100];
    const wanted = [Math.cos(a), Math.sin(a), -Math.sin(b), Math.cos(b)];
    expectClose('neighbors', plain(rotate(x, { offset: 2 })), { shape: [1, 4], data: wanted });
  });

  it('turn halves as neighbors in another order', () => {
    const x = normal<tf.Rank.R3>(random, [2, 3, 8]);
    const order = [0, 2, 4, 6, 1, 3, 5, 7];
    const apart = tf.gather(x, order, 2);
    const halves = rotate(apart, { pairs: 'halves', offset: 1 });
    const wanted = plain(tf.gather(rotate(x, { offset: 1 }), order, 2));
    expectClose('halves', plain(halves), { ...wanted, data: Array.from(wanted.data) });
  });

  it('leave the first position as it is, and scores to the distance', () => {
    const x = normal<tf.Rank.R2>(random, [1, 6]);
    expect(list(rotate(x))).toEqual(list(x));
    const [q, k] = [normal<tf.Rank.R2>(random, [1, 6]), normal<tf.Rank.R2>(random, [1, 6])];
    const score = (m: number, n: number) =>
      tf.sum(tf.mul(rotate(q, { offset: m }), rotate(k, { offset: n }))).dataSync()[0] ?? NaN;
    expect(score(7, 3)).toBeCloseTo(score(4, 0), 4);
    expect(score(7, 3)).not.toBeCloseTo(score(7, 2), 3);
  });
});

describe('masks', () => {
  it('slide a window over both sides', () => {
    expect(slidingWindowMask(2, 3, 4).arraySync()).toEqual([
      [1, 1, 0, 0],
      [1, 1, 1, 0],
      [0, 1, 1, 1],
    ]);
    expect(slidingWindowMask(2, 1, 4, 2).arraySync()).toEqual([[0, 1, 1, 1]]);
    expect(slidingWindowMask(1, 2).arraySync()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('go on after a cache', () => {
    expect(causalMask(2, 4, 1).arraySync()).toEqual([
      [1, 1, 0, 0],
      [1, 1, 1, 0],
    ]);
  });

  it('hide the padding token', () => {
    const ids = tf.tensor2d([5, 0, 2, 0, 0, 7], [2, 3], 'int32');
    const mask = tokenMask(ids, 0);
    expect([mask.dtype, mask.shape]).toEqual(['float32', [2, 1, 1, 3]]);
    expect(list(mask)).toEqual([1, 0, 1, 0, 0, 1]);
    expect(list(tokenMask(ids, 7))).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it('combine to nothing out of nothing', () => {
    expect(combineMasks(undefined)).toBeUndefined();
  });

  it('keep an empty row apart from its neighbors, in any rank', () => {
    const scores = normal<tf.Rank.R5>(random, [1, 1, 2, 2, 3]);
    const mask = tf.tensor([0, 0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 1], [1, 1, 2, 2, 3]);
    const pattern = maskedSoftmax(scores, mask);
    expect(pattern.shape).toEqual([1, 1, 2, 2, 3]);
    const sums = list(tf.sum(pattern, -1));
    expect(sums.map((sum) => Math.round(sum * 1e6) / 1e6)).toEqual([0, 1, 1, 1]);
    expect(list(tf.mul(pattern, tf.sub(1, mask))).every((share) => share === 0)).toBe(true);
  });
});

describe('RMSNorm', () => {
  it('divides by the root of the mean square', () => {
    const gain = tf.tensor1d([1, 2]);
    const x = tf.tensor2d([3, 4, 0, 0], [2, 2]);
    const size = Math.sqrt(12.5);
    const wanted = { shape: [2, 2], data: [3 / size, 8 / size, 0, 0] };
    expectClose('rmsNorm', plain(rmsNorm({ gain }, x)), wanted, 1e-6);
    const soft = list(rmsNorm({ gain }, x, 12.5));
    expect(soft[0]).toBeCloseTo(3 / 5, 6);
  });
});

describe('embed', () => {
  const params = { ...initEmbedding(random, 4, 6), places: normal<tf.Rank.R2>(random, [5, 6]) };
  const ids = tf.tensor2d([1, 3], [1, 2], 'int32');

  it('takes learned positions from the offset on, up to the last', () => {
    const rows = tf.slice(params.table, [1, 0], [1, 6]);
    const first = tf.slice(embed(params, ids, { offset: 3 }), [0, 0, 0], [1, 1, 6]);
    const wanted = tf.add(rows, tf.slice(params.places, [3, 0], [1, 6]));
    expect(list(first)).toEqual(list(wanted));
  });

  it('takes sinusoidal ones from the offset on', () => {
    const late = list(sinusoidalPositions(2, 6, 3));
    expect(late).toEqual(list(tf.slice(sinusoidalPositions(5, 6), [3, 0], [2, 6])));
    const { table } = params;
    const none = embed({ table }, ids, { positions: false });
    const gap = list(tf.sub(embed({ table }, ids, { offset: 3 }), none));
    gap.forEach((value, i) => {
      expect(value).toBeCloseTo(late[i] ?? NaN, 5);
    });
  });

  it('scales only when told so, by the root of the width', () => {
    const none = embed(params, ids, { positions: false });
    const scaled = embed(params, ids, { positions: false, scaled: true });
    expectClose('scaled', plain(scaled), {
      shape: [1, 2, 6],
      data: list(none).map((value) => value * Math.sqrt(6)),
    });
    const ground = embed({ table: params.table }, ids);
    const wanted = tf.add(none, sinusoidalPositions(2, 6));
    expect(list(ground)).toEqual(list(wanted));
  });
});

describe('shared heads', () => {
  it('stand in a row', () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 1, 2]);
    expect(list(shareHeads(x, 4))).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
    expect(shareHeads(x, 4).shape).toEqual([1, 4, 1, 2]);
    expect(shareHeads(x, 2)).toBe(x);
  });
});

describe('experts', () => {
  it('the largest are on top; of equals, the first', () => {
    const scores = tf.tensor2d([1, 3, 3, 2, 0, 0, 0, 0], [2, 4]);
    expect(list(topMask(scores, 1))).toEqual([0, 1, 0, 0, 1, 0, 0, 0]);
    expect(list(topMask(scores, 2))).toEqual([0, 1, 1, 0, 1, 1, 0, 0]);
    expect(list(topMask(scores, 3))).toEqual([0, 1, 1, 1, 1, 1, 1, 0]);
    expect(list(topMask(scores, 4))).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('are two a token unless told otherwise', () => {
    const params = roughen(random, initExperts(random, 4, 6, 3));
    const x = normal<tf.Rank.R3>(random, [1, 2, 4]);
    expect(list(mixtureOfExperts(params, x))).toEqual(
      list(mixtureOfExperts(params, x, { top: 2 })),
    );
    expect(list(mixtureOfExperts(params, x))).not.toEqual(
      list(mixtureOfExperts(params, x, { top: 1 })),
    );
  });

  it('are balanced at 1 and all on one at E', () => {
    const spread = tf.tensor3d([9, 0, 0, 9], [1, 2, 2]);
    expect(balanceLoss(spread).dataSync()[0]).toBeCloseTo(1, 5);
    const one = tf.tensor3d([99, 0, 0, 99, 0, 0], [1, 2, 3]);
    expect(balanceLoss(one).dataSync()[0]).toBeCloseTo(3, 5);
  });
});

describe('low-rank adapters', () => {
  const base = roughen(random, initLinear(random, 6, 4));
  const x = normal<tf.Rank.R2>(random, [3, 6]);

  it('change nothing at first, and share the weights', () => {
    const adapted = addLora(random, base, { rank: 2 });
    expect(adapted.weight).toBe(base.weight);
    expect(list(linear(adapted, x))).toEqual(list(linear(base, x)));
    expect([adapted.lora?.down.shape, adapted.lora?.up.shape]).toEqual([
      [6, 2],
      [2, 4],
    ]);
    expect(adapted.lora?.scale).toBe(1);
    expect(addLora(random, base, { rank: 2, alpha: 3 }).lora?.scale).toBe(1.5);
    expect(addLora(random, base, { rank: 4 }).lora?.down.shape).toEqual([6, 4]);
  });

  it('draw A with variance 1 / R', () => {
    const { lora } = addLora(random, initLinear(random, 400, 100), { rank: 25 });
    const values = lora ? list(lora.down) : [];
    const variance = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
    expect(Math.abs(variance * 25 - 1)).toBeLessThan(0.06);
  });

  it('merge into a weight of the same outputs', () => {
    const adapted = roughen(random, addLora(random, base, { rank: 2, alpha: 5 }));
    const merged = mergeLora(adapted);
    expect('lora' in merged).toBe(false);
    const wanted = plain(linear(adapted, x));
    expectClose('merged', plain(linear(merged, x)), { ...wanted, data: Array.from(wanted.data) });
    const delta = list(tf.sub(merged.weight, adapted.weight));
    const known = adapted.lora ? list(loraDelta(adapted.lora)) : [];
    delta.forEach((value, i) => {
      expect(value).toBeCloseTo(known[i] ?? NaN, 5);
    });
    expect(mergeLora(base).weight).toBe(base.weight);
  });

  it('sit where they are wanted in a tree, lists and all', () => {
    const tree = { blocks: [initAttention(random, 4)], gain: tf.ones([4]), depth: 2 };
    const adapted = addLoras(random, tree, { rank: 1 }, (path) => /query|value/.test(path));
    const paths = flatten(adapted).map(([path]) => path);
    expect(Array.isArray(adapted.blocks)).toBe(true);
    expect([adapted.depth, adapted.gain]).toEqual([2, tree.gain]);
    expect(paths.filter(isLoraPath)).toEqual([
      'blocks.0.query.lora.down',
      'blocks.0.query.lora.up',
      'blocks.0.value.lora.down',
      'blocks.0.value.lora.up',
    ]);
    const merged = flatten(mergeLoras(adapted)).map(([path]) => path);
    expect(merged).toEqual(flatten(tree).map(([path]) => path));
    expect(addLoras(random, base, { rank: 1 }, () => false)).toEqual(base);
  });

  it('are asked for by the path of their layer', () => {
    const seen: string[] = [];
    const tree = { first: base, blocks: [{ second: base }] };
    addLoras(random, tree, { rank: 1 }, (path) => seen.push(path) > 9);
    expect(seen).toEqual(['first', 'blocks.0.second']);
  });

  it('leave alone what is not a linear layer', () => {
    const tree = { conv: { weight: tf.ones([2, 2, 2]), bias: tf.ones([2]) }, none: { weight: 1 } };
    const adapted = addLoras(random, tree, { rank: 1 }, () => true);
    expect(flatten(adapted).map(([path]) => path)).toEqual(['conv.weight', 'conv.bias']);
    expect(adapted.none).toEqual({ weight: 1 });
  });

  it('have paths of their own', () => {
    expect(isLoraPath('lora.up')).toBe(true);
    expect(isLoraPath('x.lora.down')).toBe(true);
    expect(isLoraPath('explora.up')).toBe(false);
    expect(isLoraPath('lora.up.weight')).toBe(false);
  });
});

describe('caches', () => {
  const pair = (tokens: number) => ({
    key: normal<tf.Rank.R4>(random, [2, 1, tokens, 3]),
    value: normal<tf.Rank.R4>(random, [2, 1, tokens, 3]),
  });

  it('grow by the tokens of each call, and free what they held', () => {
    const before = tf.memory().numTensors;
    const [first, second] = [pair(2), pair(1)];
    const cache = growingCache();
    expect([cache.length, cache.bytes, cache.known]).toEqual([0, 0, undefined]);
    expect(cache.keep(first)).toBe(first);
    const all = cache.keep(second);
    expect(list(all.key)).toEqual(list(tf.concat([first.key, second.key], 2)));
    expect(list(all.value)).toEqual(list(tf.concat([first.value, second.value], 2)));
    expect([cache.length, cache.bytes]).toEqual([3, 2 * 2 * 3 * 3 * 4]);
    cache.reorder([1, 1]);
    expect(cache.length).toBe(3);
    cache.dispose();
    expect([cache.length, cache.bytes]).toEqual([0, 0]);
    cache.reorder([0]);
    Object.values({ ...first, key2: second.key, value2: second.value }).forEach((t) => t.dispose());
    expect(tf.memory().numTensors - before).toBe(2);
  });

  it('keep what their caller frees', () => {
    const first = pair(2);
    const wanted = list(first.key);
    const cache = fixedCache();
    cache.keep(first);
    first.key.dispose();
    first.value.dispose();
    expect(cache.known && list(cache.known.key)).toEqual(wanted);
    cache.dispose();
  });

  it('of a memory are filled once', () => {
    const [first, second] = [pair(2), pair(2)];
    const cache = fixedCache();
    expect([cache.known, cache.length, cache.bytes]).toEqual([undefined, 0, 0]);
    cache.keep(first);
    cache.keep(second);
    expect(cache.known && list(cache.known.key)).toEqual(list(first.key));
    expect([cache.length, cache.bytes]).toEqual([0, 2 * 2 * 2 * 3 * 4]);
    cache.reorder([1, 0]);
    expect(cache.known && list(cache.known.value)).toEqual(list(tf.reverse(first.value, 0)));
    cache.dispose();
    expect(cache.known).toBeUndefined();
  });
});

describe('layerOptions', () => {
  it('are what the layer functions take of a config', () => {
    const base = { width: 8, heads: 2, inner: 12 };
    const none = { norm: undefined, activation: undefined, window: undefined, top: undefined };
    expect(layerOptions(base)).toEqual({ ...none, heads: 2, rotary: false, alibi: false });
    expect(layerOptions({ ...base, positions: 'rotary' })).toMatchObject({
      rotary: true,
      alibi: false,
    });
    const all = {
      norm: 'pre',
      activation: 'gelu',
      window: 3,
      positions: 'alibi',
      experts: { count: 4, top: 2 },
    } as const;
    expect(layerOptions({ ...base, ...all })).toEqual({
      heads: 2,
      norm: 'pre',
      activation: 'gelu',
      window: 3,
      rotary: false,
      alibi: true,
      top: 2,
    });
  });
});

describe('weights of variants', () => {
  const shapes = (params: object) =>
    Object.fromEntries(flatten(params).map(([path, { shape }]) => [path, shape.join()]));

  it('have narrow keys and values for shared heads', () => {
    const { self } = initEncoderLayer(random, 8, 12, { heads: 4, keyValueHeads: 2 });
    expect(shapes(self)).toMatchObject({
      'query.weight': '8,8',
      'key.weight': '8,4',
      'value.weight': '8,4',
      'output.weight': '8,8',
    });
    const { cross } = initDecoderLayer(random, 8, 12, { heads: 2, keyValueHeads: 1 });
    expect(shapes(cross)).toMatchObject({ 'query.weight': '8,8', 'key.weight': '8,4' });
    expect(shapes(initEncoderLayer(random, 8, 12, { heads: 4 }).self)).toMatchObject({
      'key.weight': '8,8',
    });
  });

  it('have a gate for SwiGLU only', () => {
    expect(shapes(initFeedForward(random, 8, 12, 'swiglu'))).toMatchObject({
      'gate.weight': '8,12',
    });
    expect('gate' in initFeedForward(random, 8, 12)).toBe(false);
    expect(initExperts(random, 8, 12, 3, 'swiglu').experts.every(({ gate }) => gate)).toBe(true);
    expect(shapes(initExperts(random, 8, 12, 3).router)).toMatchObject({ weight: '8,3' });
  });

  it('have no bias in RMSNorm, and experts where they are wanted', () => {
    const layer = initDecoderLayer(random, 8, 12, {
      normKind: 'rms',
      experts: { count: 2, top: 1 },
      activation: 'swiglu',
    });
    const paths = Object.keys(shapes(layer));
    expect(paths.filter((path) => path.startsWith('norm'))).toEqual([
      'norm1.gain',
      'norm2.gain',
      'norm3.gain',
    ]);
    expect(list(layer.norm1.gain)).toEqual(Array.from({ length: 8 }, () => 1));
    expect(paths).toContain('ffn.experts.1.gate.weight');
    expect(Object.keys(shapes(initEncoderLayer(random, 8, 12)))).toContain('norm2.bias');
  });
});

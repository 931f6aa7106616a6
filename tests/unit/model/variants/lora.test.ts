import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  addLora,
  addLoras,
  countParams,
  createRandom,
  flatten,
  initEncoderLayer,
  initLinear,
  isLoraPath,
  linear,
  loraDelta,
  mergeLoras,
} from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases.ts';
import { plain } from '../fixtures.ts';
import { gap } from './support.ts';

const random = createRandom(61);
const [B, T, D, F] = [2, 5, 8, 12];
const x = normal<tf.Rank.R3>(random, [B, T, D]);

describe('low-rank adapters', () => {
  const layer = roughen(random, initLinear(random, D, F));

  it('change nothing at first', () => {
    const adapted = addLora(random, layer, { rank: 3 });
    expect(plain(linear(adapted, x))).toEqual(plain(linear(layer, x)));
    expect(adapted.weight).toBe(layer.weight);
    expect(adapted.lora?.scale).toBe(1);
    expect(adapted.lora?.down.shape).toEqual([D, 3]);
    expect(adapted.lora?.up.shape).toEqual([3, F]);
  });

  it('start from variance 1 / R', () => {
    const wide = addLora(createRandom(5), initLinear(random, 400, 400), { rank: 25 });
    const { variance } = tf.moments(wide.lora?.down ?? tf.zeros([1]));
    expect(variance.dataSync()[0]).toBeCloseTo(1 / 25, 2);
  });

  it('have R·(in + out) weights', () => {
    const before = countParams(layer);
    expect(countParams(addLora(random, layer, { rank: 3 })) - before).toBe(3 * (D + F));
  });

  it('of rank R move the weight by a matrix of rank R at most', () => {
    const { lora } = roughen(random, addLora(random, layer, { rank: 1, alpha: 2 }));
    if (!lora) throw new Error('no adapter');
    expect(lora.scale).toBe(2);
    const [first, second] = tf.split(tf.slice(loraDelta(lora), [0, 0], [2, F]), 2, 0);
    const ratios = Array.from(tf.div(first ?? x, second ?? x).dataSync());
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] ?? NaN, 3);
  });

  it('merge into one weight', () => {
    const params = { a: layer, list: [layer, layer], deep: { b: layer } };
    const where = (path: string) => path !== 'list.1';
    const adapted = roughen(random, addLoras(random, params, { rank: 2, alpha: 5 }, where));
    const merged = mergeLoras(adapted);
    const names = flatten(adapted).map(([path]) => path);
    expect(names.filter(isLoraPath)).toEqual([
      'a.lora.down',
      'a.lora.up',
      'list.0.lora.down',
      'list.0.lora.up',
      'deep.b.lora.down',
      'deep.b.lora.up',
    ]);
    expect(
      flatten(merged)
        .map(([path]) => path)
        .some(isLoraPath),
    ).toBe(false);
    expect(Array.isArray(merged.list)).toBe(true);
    const [one, two] = [adapted.list[0], merged.list[0]];
    expect(one && two && gap(linear(one, x), linear(two, x))).toBeLessThan(1e-5);
    expect(gap(linear(adapted.deep.b, x), linear(merged.deep.b, x))).toBeLessThan(1e-5);
    expect(merged.list[1]?.weight).toBe(adapted.list[1]?.weight);
  });

  it('leave what is no linear layer alone', () => {
    const params = initEncoderLayer(random, D, F);
    const adapted = addLoras(random, params, { rank: 1 }, (path) => path.startsWith('self.'));
    const names = flatten(adapted).map(([path]) => path);
    expect(names.filter(isLoraPath).length).toBe(8);
    expect(adapted.norm1).toEqual(params.norm1);
    expect(isLoraPath('a.lora.scale')).toBe(false);
    expect(isLoraPath('lora.up')).toBe(true);
  });

  it('refuse ranks that make no sense', () => {
    const add = (rank: number, alpha?: number) => () => addLora(random, layer, { rank, alpha });
    expect(add(0)).toThrow('addLora: wanted rank to be a whole number of at least 1, got 0');
    expect(add(9)).toThrow('addLora: wanted a rank of at most 8, got 9');
    expect(add(8)).not.toThrow();
    expect(add(2, 0)).toThrow('addLora: wanted alpha above 0, got 0');
  });
});

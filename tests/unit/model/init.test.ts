import './backend.ts';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  flatten,
  hashSeed,
  initDecoderLayer,
  initEncoderLayer,
  initLinear,
  initNorm,
  initWordEmbedding,
  mapParams,
} from '../../../src/model/index.ts';

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: readonly number[]) => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};

describe('createRandom', () => {
  it('gives known numbers: a seed means the same for ever', () => {
    const { uniform } = createRandom(1);
    expect([uniform(), uniform(), uniform()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });

  it('is uniform in [0, 1) and normal with mean 0 and variance 1', () => {
    const random = createRandom(5);
    const uniform = Array.from({ length: 20_000 }, random.uniform);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(variance(uniform)).toBeCloseTo(1 / 12, 2);
    const normal = Array.from({ length: 20_000 }, random.normal);
    expect(Math.abs(mean(normal))).toBeLessThan(0.03);
    expect(Math.abs(variance(normal) - 1)).toBeLessThan(0.05);
  });
});

describe('a saved stream', () => {
  it('goes on where it stood', () => {
    const first = createRandom(9);
    first.normal();
    const second = createRandom(first.state());
    expect([second.uniform(), second.normal()]).toEqual([first.uniform(), first.normal()]);
    expect(createRandom(-1).state()).toBe(2 ** 32 - 1);
  });
});

describe('hashSeed', () => {
  it('gives known numbers: a word means the same for ever', () => {
    expect([hashSeed(1, 'circle'), hashSeed(0, '')]).toEqual([1792251107, 2886220781]);
  });

  it('depends on the seed and on the text', () => {
    const seeds = [0, 1, 2, 3].flatMap((seed) =>
      ['', 'a', 'b', 'circle', 'square'].map((word) => hashSeed(seed, word)),
    );
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(hashSeed(1, 'circle')).toBe(hashSeed(1, 'circle'));
  });
});

describe('initialization', () => {
  it('a linear layer is Glorot uniform with zero bias', () => {
    const { weight, bias } = initLinear(createRandom(2), 40, 80);
    const values = Array.from(weight.dataSync());
    const limit = Math.sqrt(6 / 120);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(variance(values)).toBeCloseTo(limit ** 2 / 3, 3);
    expect(Math.max(...bias.dataSync())).toBe(0);
  });

  it('a norm starts as the identity on normal rows', () => {
    const { gain, bias } = initNorm(3);
    expect(Array.from(gain.dataSync())).toEqual([1, 1, 1]);
    expect(Array.from(bias.dataSync())).toEqual([0, 0, 0]);
  });

  it('a word keeps its vector in another sentence', () => {
    const row = (words: string[], i: number) => initWordEmbedding(9, words, 4).table.arraySync()[i];
    expect(row(['a', 'red', 'circle'], 2)).toEqual(row(['circle'], 0));
    expect(row(['red'], 0)).not.toEqual(row(['circle'], 0));
  });

  it('is the same for the same seed', () => {
    const data = (seed: number) =>
      flatten(initEncoderLayer(createRandom(seed), 8, 12)).map(([, tensor]) => tensor.dataSync());
    expect(data(4)).toEqual(data(4));
    expect(data(4)).not.toEqual(data(5));
  });
});

describe('parameter trees', () => {
  it('have dotted paths', () => {
    const paths = flatten(initDecoderLayer(createRandom(1), 8, 12), 'decoder.0').map(([p]) => p);
    expect(paths.length).toBe(26);
    expect(paths).toContain('decoder.0.self.query.weight');
    expect(paths).toContain('decoder.0.cross.output.bias');
    expect(paths).toContain('decoder.0.ffn.inner.weight');
    expect(paths).toContain('decoder.0.norm3.gain');
  });

  it('may hold lists, and keep their shape when mapped', () => {
    const stack = { layers: [initNorm(2), initNorm(2)], size: 2 };
    expect(flatten(stack).map(([path]) => path)).toEqual([
      'layers.0.gain',
      'layers.0.bias',
      'layers.1.gain',
      'layers.1.bias',
    ]);
    const same = mapParams(stack, (_, tensor) => tensor);
    expect(same).toEqual(stack);
    expect(Array.isArray(same.layers)).toBe(true);
  });
});

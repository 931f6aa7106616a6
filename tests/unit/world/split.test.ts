import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.ts';
import { COLORS, MOTIONS, SHAPES } from '../../../src/world/scene.ts';
import { drawFrom, splitOf, splitOfAll } from '../../../src/world/split.ts';
import type { Combination, Split } from '../../../src/world/split.ts';

const all: Combination[] = COLORS.flatMap((color) =>
  SHAPES.flatMap((shape) => MOTIONS.map((motion) => ({ color, shape, motion }))),
);
const of = (split: Split) => all.filter((combination) => splitOf(combination) === split);

describe('the split of combinations', () => {
  it('holds out a tenth for each of test and validation', () => {
    expect(all).toHaveLength(480);
    expect([of('train').length, of('validation').length, of('test').length]).toEqual([384, 48, 48]);
  });

  it('leaves every pair of two attributes in training', () => {
    const pairs = (list: Combination[]) =>
      new Set(
        list.flatMap(({ color, shape, motion }) => [
          `${color} ${shape}`,
          `${color} ${motion}`,
          `${shape} ${motion}`,
        ]),
      );
    expect(pairs(of('train'))).toEqual(pairs(all));
  });

  it.each(['validation', 'test'] as const)('holds out a pair at most once: %s', (split) => {
    const pairs = of(split).flatMap(({ color, shape, motion }) => [
      `${color} ${shape}`,
      `${color} ${motion}`,
      `${shape} ${motion}`,
    ]);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  // The models that ship were trained on one side of it: moved, their figures would mean nothing.
  it('stays where it is', () => {
    const ofColor = (wanted: string) =>
      of('test')
        .filter(({ color }) => color === wanted)
        .map(({ shape, motion }) => `${shape} ${motion}`);
    expect(ofColor('red')).toEqual([
      'circle still',
      'square up',
      'triangle shrink',
      'diamond swing',
      'cross left',
      'ring grow',
    ]);
    expect(ofColor('orange')).toContain('circle loop');
  });

  it('has every value in both held-out parts', () => {
    for (const split of ['validation', 'test'] as const) {
      const values = new Set(of(split).flatMap((combination) => Object.values(combination)));
      expect(values.size, split).toBe(COLORS.length + SHAPES.length + MOTIONS.length);
    }
  });
});

describe('the split of a scene', () => {
  const [train] = of('train');
  const [validation] = of('validation');
  const [test] = of('test');

  it('is what one of its things is held out for', () => {
    if (!train || !validation || !test) throw new Error('An empty split.');
    expect(splitOfAll([train, train])).toBe('train');
    expect(splitOfAll([train, validation])).toBe('validation');
    expect(splitOfAll([test, train])).toBe('test');
    expect(splitOfAll([validation, test])).toBe('test');
  });

  it.each(['train', 'validation', 'test'] as const)('is what was asked for: %s', (split) => {
    const random = createRandom(3);
    for (let i = 0; i < 500; i++) {
      const scene = drawFrom(random, split, i % 2 ? 1 : 2);
      expect(scene).toHaveLength(i % 2 ? 1 : 2);
      expect(splitOfAll(scene)).toBe(split);
    }
  });

  it('keeps held-out combinations out of training', () => {
    const random = createRandom(4);
    const heldOut = new Set([...of('test'), ...of('validation')].map(name));
    for (let i = 0; i < 3000; i++) {
      for (const thing of drawFrom(random, 'train', i % 2 ? 1 : 2)) {
        expect(heldOut).not.toContain(name(thing));
      }
    }
  });
});

function name({ color, shape, motion }: Combination): string {
  return `${color} ${shape} ${motion}`;
}

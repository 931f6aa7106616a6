import { describe, expect, it } from 'vitest';
import { WorldError } from '../../../src/world/error.ts';
import { createRandom } from '../../../src/model/random.ts';
import * as world from '../../../src/world/scene.ts';
import type { Scene, Thing } from '../../../src/world/scene.ts';

const circle: Thing = {
  size: 'small',
  color: 'red',
  shape: 'circle',
  place: 'top',
  motion: 'right',
};
const square: Thing = {
  size: 'large',
  color: 'blue',
  shape: 'square',
  place: 'bottom',
  motion: 'still',
};

function draw(things: 1 | 2, count = 3000): Scene[] {
  const random = createRandom(7);
  return Array.from({ length: count }, () => world.drawScene(random, things));
}

describe('what a thing can be', () => {
  it('is as much as the course promises', () => {
    const least = { SIZES: 3, COLORS: 8, SHAPES: 6, PLACES: 9, MOTIONS: 10, RELATIONS: 4 };
    for (const [name, count] of Object.entries(least)) {
      const values = world[name as keyof typeof least];
      expect(new Set(values).size, name).toBe(count);
    }
  });

  it('lists every thing once', () => {
    const things = world.allThings().map((thing) => JSON.stringify(thing));
    expect(things).toHaveLength(3 * 8 * 6 * 9 * 10);
    expect(new Set(things).size).toBe(things.length);
  });
});

describe('the relation of two things', () => {
  it('is named by where the first is', () => {
    expect(world.relationOf([circle, square])).toBe('above');
    expect(world.relationOf([circle])).toBeUndefined();
    expect(world.relate('right', 'left')).toBe('right of');
    expect(world.relate('bottom left', 'bottom right')).toBe('left of');
  });

  it('is undefined for neighbors, for a diagonal and for one place', () => {
    for (const place of ['center', 'left', 'bottom right', 'top left'] as const) {
      expect(world.relate('top left', place), place).toBeUndefined();
    }
  });

  it('turns round with the things', () => {
    const inverse = {
      above: 'below',
      below: 'above',
      'left of': 'right of',
      'right of': 'left of',
    };
    for (const [first, second] of world.PAIRS) {
      const relation = world.relate(first, second);
      expect(relation && inverse[relation]).toBe(world.relate(second, first));
    }
    expect(world.PAIRS).toHaveLength(12);
  });
});

describe('a random scene', () => {
  it('keeps the rules', () => {
    for (const scene of [...draw(1), ...draw(2)]) expect(world.checkScene(scene)).toBe(scene);
  });

  it('is the same for the same seed', () => {
    expect(draw(2, 20)).toEqual(draw(2, 20));
  });

  it('has every value of every attribute about as often as the others', () => {
    const attributes = {
      size: world.SIZES,
      color: world.COLORS,
      shape: world.SHAPES,
      place: world.PLACES,
      motion: world.MOTIONS,
    };
    const scenes = draw(1);
    for (const [name, values] of Object.entries(attributes)) {
      for (const value of values) {
        const count = scenes.filter(([thing]) => thing[name as keyof Thing] === value).length;
        const share = scenes.length / values.length;
        expect(Math.abs(count - share), `${name} ${value}`).toBeLessThan(4.5 * Math.sqrt(share));
      }
    }
  });

  it('has two things of one color, and two of one shape', () => {
    const scenes = draw(2, 500);
    const same = (name: 'color' | 'shape') =>
      scenes.filter(([first, second]) => first[name] === second?.[name]).length;
    expect(same('color')).toBeGreaterThan(20);
    expect(same('shape')).toBeGreaterThan(20);
  });

  it('has every pair of places', () => {
    const pairs = new Set(draw(2).map(([first, second]) => `${first.place}, ${second?.place}`));
    expect(pairs.size).toBe(world.PAIRS.length);
  });
});

describe('a scene that breaks the rules', () => {
  it.each<[string, Thing, string]>([
    ['neighbors', { ...square, place: 'center' }, 'opposite sides, got top and center'],
    ...world.MOTIONS.slice(1).map((motion): [string, Thing, string] => [
      `a second that moves: ${motion}`,
      { ...square, motion },
      `still, got ${motion}`,
    ]),
    ['twice the same', { ...square, color: 'red', shape: 'circle' }, 'got two of red circle'],
  ])('is refused: %s', (_, second, message) => {
    expect(() => world.checkScene([circle, second])).toThrow(WorldError);
    expect(() => world.checkScene([circle, second])).toThrow(message);
  });
});

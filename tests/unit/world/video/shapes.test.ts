import { describe, expect, it } from 'vitest';
import { SHAPES, SIZES } from '../../../../src/world/scene.ts';
import { EXTENTS, RADII } from '../../../../src/world/video/layout.ts';
import { clipOf, coverOf, greatestDifference, mirror, momentsOf, sum } from './clips.ts';
import type { Shape } from '../../../../src/world/scene.ts';

const { square, triangle, diamond, cross, crossArm, ring, ringHole } = EXTENTS;

/**
 * Area of a shape whose edges are moved out by `d`. A soft edge is the mean over d from −½ to ½: the
 * area, and the factor of d² a twelfth.
 */
const AREAS: Record<Shape, (radius: number) => readonly [area: number, factor: number]> = {
  circle: (r) => [Math.PI * r ** 2, Math.PI],
  square: (r) => [(2 * square * r) ** 2, 4],
  triangle: (r) => [3 * Math.sqrt(3) * (triangle * r) ** 2, 3 * Math.sqrt(3)],
  diamond: (r) => [2 * (diamond * r) ** 2, 4],
  cross: (r) => [8 * cross * crossArm * r ** 2 - 4 * (crossArm * r) ** 2, 4],
  ring: (r) => [Math.PI * (ring ** 2 - ringHole ** 2) * r ** 2, 0],
};

/** How fast the distance to an edge changes at most if one goes to the right. */
const STEEPEST: Record<Shape, number> = {
  circle: 1,
  square: 1,
  triangle: Math.sqrt(3) / 2,
  diamond: Math.SQRT1_2,
  cross: 1,
  ring: 1,
};

describe.each(SHAPES)('a %s', (shape) => {
  it.each(SIZES)('that is %s has the area of the formula, around its place', (size) => {
    const [area, factor] = AREAS[shape](RADII[size]);
    const seen = momentsOf(clipOf({ shape, size }));
    expect(Math.abs(seen.area / (area + factor / 12) - 1)).toBeLessThan(0.03);
    expect(Math.abs(seen.x - 16)).toBeLessThan(1e-4);
    expect(Math.abs(seen.y - 16)).toBeLessThan(0.12);
  });

  it('is its own mirror image', () => {
    const clip = clipOf({ shape });
    expect(greatestDifference(clip, mirror(clip, 'x'))).toBeLessThan(1e-5);
    const upsideDown = greatestDifference(clip, mirror(clip, 'y'));
    if (shape === 'triangle') expect(upsideDown).toBeGreaterThan(0.5);
    else expect(upsideDown).toBeLessThan(1e-5);
  });

  it('changes little when it moves half a pixel, and stays as much', () => {
    const frames = 15;
    const clip = clipOf({ shape, motion: 'right', size: 'large' }, { frames });
    const covers = Array.from({ length: frames }, (_, frame) => coverOf(clip, frame));
    const areas = covers.map(sum);
    expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1.035);
    covers.slice(1).forEach((cover, i) => {
      const steps = cover.map((value, pixel) => Math.abs(value - (covers[i]?.[pixel] ?? 0)));
      expect(Math.max(...steps)).toBeGreaterThan(0.2);
      expect(Math.max(...steps)).toBeLessThan(0.5 * STEEPEST[shape] + 0.001);
    });
  });

  it('is about as large as the others of its size', () => {
    const areas = SHAPES.map((other) => AREAS[other](1)[0]);
    const [area] = AREAS[shape](1);
    expect(area / (sum(areas) / areas.length)).toBeGreaterThan(0.8);
    expect(area / (sum(areas) / areas.length)).toBeLessThan(1.2);
  });
});

describe('the parts of shapes', () => {
  const at = (shape: Shape, row: number, column: number) =>
    coverOf(clipOf({ shape, size: 'large' }))[row * 32 + column] ?? Number.NaN;

  it.each<[Shape, 'full' | 'empty', number, number]>([
    ['circle', 'full', 12, 16],
    ['circle', 'empty', 11, 11],
    ['square', 'full', 12, 12],
    ['triangle', 'full', 10, 16],
    ['triangle', 'full', 18, 12],
    ['triangle', 'empty', 10, 12],
    ['triangle', 'empty', 21, 16],
    ['diamond', 'full', 10, 16],
    ['diamond', 'full', 16, 21],
    ['diamond', 'empty', 11, 12],
    ['cross', 'full', 16, 11],
    ['cross', 'full', 11, 16],
    ['cross', 'empty', 12, 12],
    ['ring', 'empty', 16, 16],
    ['ring', 'full', 16, 20],
    ['ring', 'full', 11, 16],
  ])('a %s is %s at row %i, column %i', (shape, what, row, column) => {
    expect(at(shape, row, column)).toBeCloseTo(what === 'full' ? 1 : 0, 5);
  });
});

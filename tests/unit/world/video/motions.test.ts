import { describe, expect, it } from 'vitest';
import { MOTIONS, PLACES, SHAPES } from '../../../../src/world/scene.ts';
import { clipOf, greatestDifference, mirror, momentsOf } from './clips.ts';
import type { Motion } from '../../../../src/world/scene.ts';

/** Way from the center in pixels, and the area compared with that of a still thing, frame by frame. */
function courseOf(motion: Motion, frames = 9) {
  const still = momentsOf(clipOf());
  const clip = clipOf({ motion }, { frames });
  return Array.from({ length: frames }, (_, frame) => {
    const { area, x, y } = momentsOf(clip, frame);
    return { x: x - 16, y: y - 16, scale: Math.sqrt(area / still.area) };
  });
}

const R = 3.5;
const H = R * Math.SQRT1_2;

describe('a thing', () => {
  it.each<[Motion, 'x' | 'y' | 'scale', number[]]>([
    ['still', 'x', [0, 0, 0, 0, 0]],
    ['right', 'x', [-R, -R / 2, 0, R / 2, R]],
    ['left', 'x', [R, R / 2, 0, -R / 2, -R]],
    ['up', 'y', [R, R / 2, 0, -R / 2, -R]],
    ['down', 'y', [-R, -R / 2, 0, R / 2, R]],
    ['grow', 'scale', [0.6, 0.8, 1, 1.2, 1.4]],
    ['shrink', 'scale', [1.4, 1.2, 1, 0.8, 0.6]],
    ['swing', 'x', [0, R, 0, -R, 0]],
    ['bounce', 'y', [R, -R, R, -R, R]],
    ['loop', 'x', [0, R, 0, -R, 0]],
    ['loop', 'y', [-R, 0, R, 0, -R]],
  ])('%s: %s is %j', (motion, axis, values) => {
    const rest = { x: 0, y: 0, scale: 1 };
    courseOf(motion, 5).forEach((pose, i) => {
      const also = motion === 'loop' ? { x: pose.x, y: pose.y } : {};
      const wanted = { ...rest, ...also, [axis]: values[i] };
      for (const key of ['x', 'y', 'scale'] as const) {
        expect(Math.abs(pose[key] - wanted[key]), `${key} of frame ${i}`).toBeLessThan(0.02);
      }
    });
  });

  it('goes through what is between', () => {
    expect(courseOf('loop')[1]?.x).toBeCloseTo(H, 1);
    expect(courseOf('loop')[1]?.y).toBeCloseTo(-H, 1);
    expect(courseOf('bounce')[1]?.y).toBeCloseTo(R - 2 * H, 1);
    expect(courseOf('swing')[1]?.x).toBeCloseTo(H, 1);
  });

  it.each(MOTIONS)('has its place in the middle of its way: %s', (motion) => {
    const course = courseOf(motion);
    for (const [axis, middle] of [
      ['x', 0],
      ['y', 0],
      ['scale', 1],
    ] as const) {
      const values = course.map((pose) => pose[axis]);
      expect((Math.max(...values) + Math.min(...values)) / 2).toBeCloseTo(middle, 1);
    }
  });

  it.each(MOTIONS)('is at its place in a single frame: %s', (motion) => {
    expect(clipOf({ motion }, { frames: 1 })).toEqual(clipOf({}, { frames: 1 }));
  });
});

describe('opposite motions', () => {
  it.each(SHAPES)('are mirror images: %s', (shape) => {
    const far = (a: Motion, b: Motion, axis: 'x' | 'y') =>
      greatestDifference(clipOf({ shape, motion: a }), mirror(clipOf({ shape, motion: b }), axis));
    expect(far('right', 'left', 'x')).toBeLessThan(1e-5);
    if (shape === 'triangle') expect(far('up', 'down', 'y')).toBeGreaterThan(0.5);
    else expect(far('up', 'down', 'y')).toBeLessThan(1e-5);
  });
});

describe('places', () => {
  it.each([
    [32, 32],
    [24, 40],
    [40, 24],
  ])('are at 23, 50 and 77 %% of %i × %i', (height, width) => {
    PLACES.forEach((place, i) => {
      const { x, y } = momentsOf(clipOf({ place, size: 'small' }, { height, width }));
      expect(Math.abs(x / width - (0.23 + 0.27 * (i % 3)))).toBeLessThan(0.002);
      expect(Math.abs(y / height - (0.23 + 0.27 * Math.floor(i / 3)))).toBeLessThan(0.002);
    });
  });

  it('of a larger clip hold a larger thing', () => {
    const { area } = momentsOf(clipOf({ place: 'left' }));
    const large = momentsOf(clipOf({ place: 'left' }, { height: 64, width: 64 }));
    expect(large.area / area).toBeCloseTo(4, 1);
    const wide = momentsOf(clipOf({ place: 'left' }, { height: 24, width: 40 }));
    expect(wide.area / area).toBeCloseTo((24 * 40) / 32 ** 2, 1);
  });
});

import { describe, expect, it } from 'vitest';
import { WorldError } from '../../../../src/world/error.ts';
import { createRandom } from '../../../../src/model/random.ts';
import { COLORS, MOTIONS, PLACES, SHAPES, SIZES, drawScene } from '../../../../src/world/scene.ts';
import { BACKGROUND, PALETTE, renderScene } from '../../../../src/world/video/index.ts';
import { CLIP_SIZES, SQUARE_SIZE, clipOf, coverOf, nameOf, thing } from './clips.ts';
import type { Clip } from '../../../../src/world/video/index.ts';

function pixel({ data, width }: Clip, row: number, column: number): number[] {
  const at = 3 * (row * width + column);
  return [...data.slice(at, at + 3)];
}

const rounded = (rgb: readonly number[]) => [...Float32Array.from(rgb)];

describe('a rendered clip', () => {
  it.each(CLIP_SIZES.map((size) => [nameOf(size), size] as const))(
    'fits its size: %s',
    (_, size) => {
      const random = createRandom(1);
      for (let i = 0; i < 40; i++) {
        const clip = renderScene(drawScene(random, i % 2 ? 1 : 2), size);
        expect(clip).toMatchObject(size);
        expect(clip.data).toHaveLength(size.frames * size.height * size.width * 3);
        expect(clip.data.every((value) => value >= 0 && value <= 1)).toBe(true);
      }
    },
  );

  it('may have any size', () => {
    expect(clipOf({}, { frames: 1, height: 1, width: 1 }).data).toHaveLength(3);
    expect(clipOf({}, { frames: 2, height: 7, width: 13 }).data).toHaveLength(2 * 7 * 13 * 3);
  });

  it.each([{ frames: 0 }, { height: -32 }, { width: 31.5 }, { frames: Number.NaN }])(
    'must have a size: %o',
    (size) => {
      expect(() => clipOf({}, size)).toThrow(WorldError);
      expect(() => clipOf({}, size)).toThrow('of whole numbers above 0, got');
    },
  );

  it('is the same for the same scene', () => {
    const scene = drawScene(createRandom(2), 2);
    expect(renderScene(scene, SQUARE_SIZE)).toEqual(renderScene(scene, SQUARE_SIZE));
  });
});

describe('colors', () => {
  it.each(COLORS)('%s is what the palette says, on the background', (color) => {
    const clip = clipOf({ color });
    expect(pixel(clip, 16, 16)).toEqual(rounded(PALETTE[color]));
    for (const [row, column] of [
      [0, 0],
      [31, 31],
      [16, 3],
      [2, 16],
    ] as const) {
      expect(pixel(clip, row, column)).toEqual(rounded(BACKGROUND));
    }
  });

  it('are far from each other, and from the background', () => {
    const all = [BACKGROUND, ...COLORS.map((color) => PALETTE[color])];
    all.forEach((a, i) => {
      for (const b of all.slice(i + 1)) {
        expect(Math.hypot(...a.map((value, channel) => value - (b[channel] ?? 0)))).toBeGreaterThan(
          0.4,
        );
      }
    });
  });

  it('of an edge are between the two', () => {
    const cover = coverOf(clipOf());
    const soft = cover.filter((value) => value > 0.01 && value < 0.99);
    expect(soft.length).toBeGreaterThan(12);
    expect(new Set(soft.map((value) => value.toFixed(2))).size).toBeGreaterThan(2);
  });
});

describe('two things', () => {
  it('are drawn the first over the second', () => {
    const [red, blue] = [
      thing({ color: 'red', size: 'small' }),
      thing({ color: 'blue', size: 'large' }),
    ];
    const clip = renderScene([red, blue], SQUARE_SIZE);
    expect(pixel(clip, 16, 16)).toEqual(rounded(PALETTE.red));
    expect(pixel(clip, 16, 11)).toEqual(rounded(PALETTE.blue));
    expect(pixel(renderScene([blue, red], SQUARE_SIZE), 16, 16)).toEqual(rounded(PALETTE.blue));
  });

  it('are each as if alone', () => {
    const one = thing({ color: 'red', place: 'top left', motion: 'loop' });
    const two = thing({ color: 'blue', place: 'bottom left', size: 'large' });
    const alone = [renderScene([one], SQUARE_SIZE).data, renderScene([two], SQUARE_SIZE).data];
    const background = rounded(BACKGROUND);
    renderScene([one, two], SQUARE_SIZE).data.forEach((value, i) => {
      const none = background[i % 3] ?? 0;
      const expected = none + alone.reduce((total, data) => total + (data[i] ?? 0) - none, 0);
      expect(Math.abs(value - expected)).toBeLessThan(1e-5);
    });
  });
});

it('all differs that differs', () => {
  const seen = new Set<string>();
  const key = (clip: Clip) => clip.data.join();
  for (const size of SIZES) seen.add(key(clipOf({ size })));
  for (const shape of SHAPES) seen.add(key(clipOf({ shape })));
  for (const place of PLACES) seen.add(key(clipOf({ place })));
  for (const color of COLORS) seen.add(key(clipOf({ color })));
  for (const motion of MOTIONS) seen.add(key(clipOf({ motion })));
  expect(seen.size).toBe(1 + 2 + 5 + 8 + 7 + 9);
});

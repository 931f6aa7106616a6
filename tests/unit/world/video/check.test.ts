import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { COLORS, MOTIONS, drawScene, relationOf } from '../../../../src/world/scene.ts';
import { judgeClip, measureClip, renderScene } from '../../../../src/world/video/index.ts';
import { addNoise, blur, psnr } from '../../../../training/video/degrade.ts';
import { CLIP_SIZES, SQUARE_SIZE, clipOf, nameOf, thing } from './clips.ts';
import type { Scene } from '../../../../src/world/scene.ts';
import type { Clip, ClipSize } from '../../../../src/world/video/index.ts';

/** The share of random scenes of which everything is seen as it was drawn. */
function shareRight(
  things: 1 | 2,
  count: number,
  size: ClipSize,
  harm = (clip: Clip) => clip,
): number {
  const random = createRandom(11);
  let right = 0;
  for (let i = 0; i < count; i++) {
    const scene = drawScene(random, things);
    if (isRight(scene, harm(renderScene(scene, size)))) right += 1;
  }
  return right / count;
}

function isRight(scene: Scene, clip: Clip): boolean {
  const relation = relationOf(scene);
  const wanted = { things: scene, ...(relation && { relation }) };
  return judgeClip(wanted, clip).every((check) => check.right);
}

const empty: Clip = { ...SQUARE_SIZE, data: clipOf({}, SQUARE_SIZE).data.map(() => 0.09) };

describe.each(CLIP_SIZES.map((size) => [nameOf(size), size] as const))('in %s', (_, size) => {
  it('the checker sees one thing as it is', () => {
    expect(shareRight(1, 400, size)).toBeGreaterThanOrEqual(0.99);
  });

  it('and two', () => {
    expect(shareRight(2, 400, size)).toBeGreaterThanOrEqual(0.99);
  });
});

describe('a harmed clip is still seen as it is', () => {
  const random = createRandom(12);
  const harms: [string, number, (clip: Clip) => Clip][] = [
    ['noise', 31, (clip) => addNoise(clip, 0.03, random)],
    ['more noise', 27, (clip) => addNoise(clip, 0.05, random)],
    ['much blur', 35, (clip) => blur(clip, 0.3)],
    ['blur and noise', 30, (clip) => addNoise(blur(clip, 0.15), 0.03, random)],
  ];

  it.each(harms)('%s, below %i dB', (_, decibels, harm) => {
    const clip = clipOf({ place: 'left', size: 'large', shape: 'cross' });
    expect(psnr(clip, harm(clip))).toBeLessThan(decibels);
    expect(shareRight(1, 150, SQUARE_SIZE, harm)).toBeGreaterThanOrEqual(0.98);
    expect(shareRight(2, 150, SQUARE_SIZE, harm)).toBeGreaterThanOrEqual(0.98);
  });
});

describe('the checker', () => {
  it('cannot tell the motion of one frame, and all else', () => {
    const random = createRandom(13);
    for (let i = 0; i < 100; i++) {
      const [only] = drawScene(random, 1);
      const [seen] = measureClip(renderScene([only], { frames: 1, height: 32, width: 32 }));
      expect(seen).toEqual({ ...only, motion: undefined });
    }
  });

  it('sees nothing where nothing is', () => {
    expect(measureClip(empty)).toEqual([]);
    expect(measureClip(addNoise(empty, 0.05, createRandom(14)))).toEqual([]);
  });

  it('sees nothing certain in mere noise', () => {
    const random = createRandom(15);
    const noise = { ...empty, data: empty.data.map(() => random.uniform()) };
    for (const { shape } of measureClip(noise)) expect(shape).toBeUndefined();
  });

  it('tells what hangs together from what does not, in one color', () => {
    const one = thing({ color: 'red', shape: 'ring', place: 'left', motion: 'loop' });
    const two = thing({ color: 'red', shape: 'cross', place: 'right', size: 'large' });
    const seen = measureClip(renderScene([one, two], SQUARE_SIZE));
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(expect.arrayContaining([one, two]));
  });

  it.each([
    ['near each other', 'top', 'bottom', { height: 24, width: 40 }],
    ['at two borders', 'left', 'right', { height: 40, width: 24 }],
    ['at the same borders', 'right', 'left', { height: 40, width: 24 }],
  ] as const)('and if they are %s, blurred or not', (_, place, opposite, size) => {
    const one = thing({ color: 'red', size: 'large', place });
    const two = thing({ color: 'red', size: 'large', place: opposite, shape: 'ring' });
    const clip = renderScene([one, two], { ...SQUARE_SIZE, ...size });
    expect(new Set(measureClip(clip))).toEqual(new Set([one, two]));
    expect(new Set(measureClip(blur(clip, 0.3)))).toEqual(new Set([one, two]));
  });

  it('and if they touch in some frames', () => {
    const one = thing({ color: 'red', size: 'large', place: 'top', motion: 'down' });
    const two = thing({ color: 'red', size: 'large', place: 'bottom', shape: 'square' });
    const clip = renderScene([one, two], { ...SQUARE_SIZE, height: 24, width: 40 });
    expect(new Set(measureClip(clip))).toEqual(new Set([one, two]));
  });

  it('takes no blurred square for a circle', () => {
    const random = createRandom(16);
    for (const color of COLORS) {
      const parts = { color, shape: 'square', size: 'small', place: 'right' } as const;
      const clip = clipOf({ ...parts, motion: 'bounce' });
      expect(measureClip(addNoise(blur(clip, 0.3), 0.05, random))).toMatchObject([
        { shape: 'square' },
      ]);
    }
  });

  it('knows a motion of another extent', () => {
    for (const motion of MOTIONS) {
      const clip = renderScene([thing({ motion })], { ...SQUARE_SIZE, height: 48, width: 48 });
      expect(measureClip({ ...clip })).toMatchObject([{ motion }]);
      expect(measureClip(shortened(motion))).toMatchObject([{ motion }]);
    }
  });

  it('names no motion for what jumps about', () => {
    const corners = ['top left', 'bottom right', 'top right', 'left', 'bottom', 'top'] as const;
    const frames = [...corners, ...corners]
      .slice(0, 9)
      .map((place) => clipOf({ place }, { frames: 1 }));
    const data = Float32Array.from(frames.flatMap((frame) => [...frame.data]));
    expect(measureClip({ ...SQUARE_SIZE, data })).toMatchObject([{ motion: undefined }]);
  });

  it('names no shape for what has none', () => {
    const clip = clipOf({ shape: 'square', size: 'large' });
    const bar = clip.data.map((value, i) => {
      const row = Math.floor(i / (3 * 32)) % 32;
      return row === 16 || row === 17 ? value : (clip.data[i % 3] ?? 0);
    });
    expect(measureClip({ ...clip, data: bar })).toMatchObject([{ shape: undefined }]);
  });
});

/** Every motion with three quarters of its extent: the frames between 1/8 and 7/8 of 33, of a line. */
function shortened(motion: Scene[0]['motion']): Clip {
  if (motion === 'loop' || motion === 'bounce' || motion === 'swing') return clipOf({ motion });
  const clip = clipOf({ motion }, { frames: 33 });
  const length = 32 * 32 * 3;
  const frames = Array.from({ length: 25 }, (_, i) => [
    ...clip.data.slice((i + 4) * length, (i + 5) * length),
  ]);
  return { ...clip, frames: 25, data: Float32Array.from(frames.flat()) };
}

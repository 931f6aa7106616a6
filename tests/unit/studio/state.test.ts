import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wantedOf } from '../../../src/components/studio/prompt.ts';
import {
  MOST_STEPS,
  SIZES,
  START,
  check,
  clipAt,
  pixelsOf,
  rowOf,
  verdictOf,
} from '../../../src/components/studio/state.ts';
import type { Shown } from '../../../src/components/studio/state.ts';
import { TRAINED_LIMITS } from '../../../src/engine/trained/limits.ts';
import type { Scene } from '../../../src/world/scene.ts';
import { renderScene } from '../../../src/world/video/index.ts';
import type { Clip } from '../../../src/world/video/index.ts';

const scene: Scene = [
  { size: 'small', color: 'red', shape: 'circle', place: 'top', motion: 'right' },
  { size: 'large', color: 'blue', shape: 'square', place: 'bottom', motion: 'still' },
];

test('every size and number of steps is within the bounds of the engine', () => {
  const { frames, side, samplingSteps, guidance } = TRAINED_LIMITS;
  for (const size of SIZES) {
    expect(size.frames).toBeLessThanOrEqual(frames.max);
    for (const length of [size.height, size.width]) {
      expect(length).toBeGreaterThanOrEqual(side.min);
      expect(length).toBeLessThanOrEqual(side.max);
    }
  }
  expect(MOST_STEPS).toBe(50);
  expect(MOST_STEPS).toBeLessThanOrEqual(samplingSteps.max);
  expect(START.guidance).toBeLessThanOrEqual(guidance.max);
  expect(SIZES).toContain(START.size);
});

test('every size is one that the model is trained and judged on', () => {
  const config = JSON.parse(readFileSync('training/video/configs/dit.json', 'utf8')) as {
    readonly data: Readonly<Record<string, number>>;
  };
  // `train-a-9x32x32/latents-5` holds every second frame of clips of 9.
  const trained = Object.keys(config.data).map((set) => {
    const [, size = '', own] = /(\d+x\d+x\d+)\/latents(?:-(\d+))?$/.exec(set) ?? [];
    return own ? size.replace(/^\d+/, own) : size;
  });
  const sizes = SIZES.map(({ frames, height, width }) => `${frames}x${height}x${width}`);
  const judged = readFileSync('training/video/data.sh', 'utf8').matchAll(
    /^ *echo test - (\d+) (\d+) (\d+)/gm,
  );
  expect(trained).toEqual(expect.arrayContaining(sizes));
  expect([...judged].map(([, ...size]) => size.join('x'))).toEqual(expect.arrayContaining(sizes));
});

test('pixels are those of the frame, opaque, row by row', () => {
  const data = Float32Array.from({ length: 2 * 2 * 3 * 3 }, (_, i) => i / 36);
  const clip: Clip = { frames: 2, height: 2, width: 3, data };
  const pixels = pixelsOf(clip, 1);
  expect(pixels).toHaveLength(2 * 3 * 4);
  expect([...pixels.slice(0, 4)]).toEqual(
    [18, 19, 20].map((i) => Math.round((255 * i) / 36)).concat(255),
  );
  expect(pixels[4 * 5 + 2]).toBe(Math.round((255 * 35) / 36));
  const wild = { ...clip, data: data.map((value) => (value > 0.5 ? 7 : -7)) };
  expect(new Set(pixelsOf(wild, 0))).toEqual(new Set([0, 255]));
});

describe('what is seen', () => {
  const clip = renderScene(scene, START.size);
  const step = (number: number, seen?: Clip) => ({
    step: number,
    time: 1 - number / 2,
    clip: seen,
  });
  const noise: Clip = { ...clip, data: clip.data.map(() => 0.5) };
  const settings = { ...START, steps: 2 };
  const steps = [step(1, noise), step(2, noise)];
  const shown: Shown = { caption: '', settings, steps };

  test('is the preview of a step, and at the end the clip', () => {
    expect(clipAt(shown, 1)).toBe(noise);
    expect(clipAt(shown, 2)).toBe(noise);
    const done = { ...shown, result: { clip, milliseconds: 1 } };
    expect(clipAt(done, 1)).toBe(noise);
    expect(clipAt(done, 2)).toBe(clip);
    expect(clipAt({ ...done, steps: [step(1), step(2)] }, 1)).toBeUndefined();
  });

  test('is measured, and compared with the caption', () => {
    const wanted = wantedOf(
      'a small red circle moves right at the top, above a large green square',
    );
    const checked = check(clip, wanted);
    expect(checked.saw).toContain('a small red circle (top, right)');
    expect(checked.saw).toContain('a large blue square (bottom, still)');
    expect(verdictOf(checked)).toBe('9 of 10 as the caption says.');
    const wrong = checked.checks.filter(({ right }) => !right).map(rowOf);
    expect(wrong).toEqual([
      { what: 'color of the second', wanted: 'green', seen: 'blue', right: 'no' },
    ]);
    expect(checked.checks.map(rowOf)[0]).toEqual({
      what: 'things',
      wanted: '2',
      seen: '2',
      right: 'yes',
    });
  });

  test('is told also where the caption cannot be read, or there is nothing', () => {
    const checked = check(clip, undefined);
    expect(checked.saw).toMatch(/^It saw a/);
    expect(verdictOf(checked)).toMatch(/nothing that can be checked/);
    const dark = { ...clip, data: new Float32Array(clip.data.length) };
    expect(check(dark, undefined).saw).toBe('It saw nothing.');
  });
});

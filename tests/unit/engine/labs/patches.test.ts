import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  linesOf,
  patchesLab,
  placeOf,
  rectanglesOf,
} from '../../../../src/components/labs/patches/lab.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { patchesFields } from '../../../../src/engine/labs/patches.ts';
import type { PatchesSettings } from '../../../../src/engine/labs/patches.ts';
import { run } from '../../../../src/engine/trained/worker/labs/patches.ts';
import { compute } from '../../content/arithmetic.ts';

beforeAll(() => tf.setBackend('cpu'));

const set = (change: Partial<PatchesSettings>): PatchesSettings => ({
  ...firstOf(patchesFields),
  ...change,
});
const caseOf = (name: string) => run(set(patchesLab.cases[name] ?? {}));

describe('the tokens of open models come out', () => {
  test.each([
    ['cogVideoX', [13, 30, 45], 17_550],
    ['wan480', [21, 30, 52], 32_760],
    ['wan720', [21, 45, 80], 75_600],
    ['hunyuan', [33, 45, 80], 118_800],
    ['wanSmall', [31, 22, 40], 27_280],
  ] as const)('%s: %j is %i tokens', (name, grid, tokens) => {
    const result = caseOf(name);
    expect(Object.values(result.grid)).toEqual(grid);
    expect(result.tokens).toBe(tokens);
  });

  test.each([
    ['hunyuan', 32.7],
    ['cogVideoX', 12.9],
  ])('%s: full attention has %f times the pairs of space and time apart', (name, ratio) => {
    const { pairs, apart } = caseOf(name);
    expect(pairs / apart).toBeCloseTo(ratio, 1);
  });

  test('4 × 8 × 8 into 16 channels: 48 numbers to one', () => {
    expect(caseOf('hunyuan').compression).toBe(48);
    expect(caseOf('wanSmall').compression).toBe((3 * 1024) / 48);
  });
});

describe('the patch lab', () => {
  test('keeps no tensor', () => {
    const before = tf.memory().numTensors;
    run(set({}));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('puts together what it cut', () => {
    for (const name of ['first', 'fine', 'tubes', 'image', 'latte']) {
      expect(caseOf(name).difference).toBe(0);
    }
    expect(caseOf('first').compared).toBe(9 * 32 * 32 * 3);
  });

  test('half the side of a patch: four times the tokens, sixteen times the pairs', () => {
    const [fine, coarse] = [caseOf('fine'), caseOf('first')];
    expect(fine.tokens).toBe(4 * coarse.tokens);
    expect(fine.pairs).toBe(16 * coarse.pairs);
  });

  test('shows arithmetic that comes out', () => {
    for (const change of Object.values(patchesLab.cases)) {
      const settings = set(change);
      expect(patchesLab.conflict?.(settings)).toBeUndefined();
      for (const { text } of linesOf(run(settings), settings)) {
        const [left = '', right = ''] = text.split(/[=≈]/);
        expect(Math.abs(compute(left) / compute(right) - 1), text).toBeLessThan(1e-4);
      }
    }
  });

  test.each([
    [{ frames: 8, strideTime: 4 }, 'frames', '4n + 1'],
    [{ patchTime: 2 }, 'patchTime', 'a divisor of 9, the frames after compression'],
    [{ height: 30 }, 'height', 'a multiple of 4'],
    [{ width: 24, strideSpace: 8 }, 'width', 'a multiple of 32'],
  ] as const)('%j is refused at %s', (change, field, wanted) => {
    expect(patchesLab.conflict?.(set(change))).toEqual({ field, wanted });
  });

  test('its picture has every pixel of a frame, in runs', () => {
    const { picture } = caseOf('first');
    for (const runs of picture.frames) {
      const lengths = runs.filter((_, i) => i % 2 === 0);
      expect(lengths.reduce((sum, one) => sum + one, 0)).toBe(32 * 32);
    }
    const { ground, rects } = rectanglesOf(Float32Array.from([3, 0, 1, 255, 4, 0]), 4);
    expect(ground).toBe('#000000');
    expect(rects).toEqual([{ x: 3, y: 0, width: 1, color: '#0000ff' }]);
  });

  test('a token lies frame by frame, row by row; one that is not drawn gives way to the last', () => {
    const result = caseOf('first');
    expect(placeOf(result, set({ token: 64 + 8 + 2 }))).toMatchObject({
      time: 1,
      row: 1,
      column: 1,
    });
    expect(placeOf(result, set({ token: 2_000_000 })).token).toBe(8 * 64);
  });
});

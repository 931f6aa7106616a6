import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { positionsLab } from '../../../../src/components/labs/positions/lab.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { positionsFields } from '../../../../src/engine/labs/positions.ts';
import type { PositionsSettings, Scheme } from '../../../../src/engine/labs/positions.ts';
import { run } from '../../../../src/engine/trained/worker/labs/positions.ts';

beforeAll(() => tf.setBackend('cpu'));

const first = firstOf(positionsFields);
const under = (scheme: Scheme, change: Partial<PositionsSettings> = {}) =>
  run({ ...first, scheme, ...change });
const most = (values: Float32Array) => Math.max(...values);

describe('the position lab', () => {
  test('keeps no tensor', () => {
    const before = tf.memory().numTensors;
    under('alibi');
    under('rope');
    expect(tf.memory().numTensors).toBe(before);
  });

  test('without positions two outputs swap and the others stay', () => {
    const { before, after, change } = under('none');
    expect(most(change)).toBeLessThan(1e-6);
    const row = (data: Float32Array, place: number) => data.slice((place - 1) * 8, place * 8);
    row(after, first.second).forEach((value, d) =>
      expect(value).toBeCloseTo(row(before, first.first)[d] ?? NaN, 5),
    );
    expect(Math.abs((row(after, 2)[0] ?? 0) - (row(before, 2)[0] ?? 0))).toBeGreaterThan(1e-3);
  });

  test.each(['sinusoid', 'learned', 'rope', 'alibi'] as const)(
    'with %s positions the outputs change',
    (scheme) => expect(most(under(scheme).change)).toBeGreaterThan(0.01),
  );

  test('ALiBi, which counts distances to both sides alike, does not see a mirrored sentence', () => {
    const mirror = { words: 'dog bites man', first: 1, second: 3 };
    expect(most(under('alibi', mirror).change)).toBeLessThan(1e-6);
    expect(most(under('rope', mirror).change)).toBeGreaterThan(0.01);
  });

  test.each(['rope', 'alibi'] as const)(
    'under %s a move keeps the scores, to float32',
    (scheme) => {
      for (const offset of [1, 100, 500]) {
        for (const seed of [1, 2, 3]) {
          const { shift, size, lowest, highest } = under(scheme, { offset, seed });
          expect(shift).toBeLessThan(1e-6 * Math.max(1, size));
          lowest.forEach((low, i) => expect((highest[i] ?? NaN) - low).toBeLessThan(2e-6));
        }
      }
    },
  );

  // Other angles round otherwise: no difference at all would mean that nothing was moved.
  test('under rope the moved words are turned by other angles', () => {
    const shifts = [1, 2, 3].map((seed) => under('rope', { offset: 500, seed }).shift);
    expect(most(Float32Array.from(shifts))).toBeGreaterThan(0);
  });

  test.each(['sinusoid', 'learned'] as const)('under %s it does not', (scheme) => {
    const { shift, lowest, highest } = under(scheme);
    expect(shift).toBeGreaterThan(0.05);
    expect(Math.max(...highest.map((high, i) => high - (lowest[i] ?? NaN)))).toBeGreaterThan(0.05);
  });

  // −slope·|i − j| with the slopes 1/16 and 1/256 of two heads, by hand
  test('ALiBi takes its slope times the distance from a score', () => {
    const [with_, without] = [under('alibi').scores, under('none').scores];
    const T = 5;
    with_.forEach((score, at) => {
      const [h, i, j] = [Math.floor(at / (T * T)), Math.floor(at / T) % T, at % T];
      const bias = -Math.abs(i - j) / (h === 0 ? 16 : 256);
      expect(score).toBeCloseTo((without[at] ?? NaN) + bias, 5);
    });
  });

  test('what does not go together is named, on the page and in the worker', () => {
    const wrong: [Partial<PositionsSettings>, string][] = [
      [{ words: 'one' }, 'words'],
      [{ words: 'a b c d e f g h i j k' }, 'words'],
      [{ words: 'a b c', second: 3, first: 4 }, 'first'],
      [{ words: 'a b c' }, 'second'],
      [{ words: 'the dog and the man', first: 1, second: 4 }, 'second'],
    ];
    for (const [change, field] of wrong) {
      expect(positionsLab.conflict?.({ ...first, ...change })?.field).toBe(field);
      expect(() => under('none', change)).toThrow(field);
    }
    expect(positionsLab.conflict?.(first)).toBeUndefined();
  });

  test('the sentence and the right guess follow the numbers', () => {
    for (const [scheme, right] of [
      ['none', 0],
      ['rope', 1],
    ] as const) {
      const result = under(scheme);
      expect(positionsLab.guess?.(result, first)?.right).toBe(right);
      expect(positionsLab.sentence(result, first)).toContain(
        right === 0 ? 'swaps their' : 'changes',
      );
    }
  });
});

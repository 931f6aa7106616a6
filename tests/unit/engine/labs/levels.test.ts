import { describe, expect, test } from 'vitest';
import { countsOf, levelsLab, reachRows } from '../../../../src/components/labs/levels/lab.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { LENGTHS, READINGS, levelsFields } from '../../../../src/engine/labs/levels.ts';
import type { LevelsSettings } from '../../../../src/engine/labs/levels.ts';
import { run } from '../../../../src/engine/trained/worker/labs/levels.ts';

const first = firstOf(levelsFields);

function counts(change: Partial<LevelsSettings>): number[] {
  const settings = { ...first, ...change };
  return countsOf(run(settings), settings);
}

describe('the multi-level lab', () => {
  // By hand: word 6 of 16, in sentence 2 of 4, windows of 4
  test.each([
    ['flat', [16, 16, 16]],
    ['levels', [4, 16, 16]],
    // its own window, 5 to 8; by way of 3 to 6 also 1 to 4; with three layers 1 to 12, for 5 to 8
    // have met 3 to 10; a fourth layer, shifted, comes to 1 to 10 and so to 1 to 12 again
    ['shifted', [4, 8, 12, 12]],
    // 3 to 9 and word 1, then all by way of word 1
    ['local', [8, 16, 16]],
  ] as const)('under %s attention word 6 reaches so many words', (reading, wanted) => {
    expect(counts({ reading, layers: wanted.length })).toEqual(wanted);
  });

  test('without a second layer the levels stay among the words of a sentence', () => {
    const settings = { ...first, layers: 1 };
    const [row] = reachRows(run(settings), settings);
    expect([...(row ?? [])].map((one, i) => one * (i + 1)).filter(Boolean)).toEqual([5, 6, 7, 8]);
  });

  // 2·D multiply-accumulates a pair, D = 64, three layers
  test('scores and mixes cost what their pairs cost', () => {
    const { costs } = run(first);
    LENGTHS.forEach((N, i) => {
      expect(costs.flat.attention[i]).toBe(3 * 128 * (4 * N) ** 2);
      const pooling = 128 * 4 * N;
      expect(costs.levels.attention[i]).toBe(128 * (16 * N + 2 * N * N) + pooling);
      expect(costs.shifted.attention[i]).toBe(3 * 128 * 16 * N);
    });
  });

  test('flat attention costs most in the longest paragraph, whatever the settings', () => {
    for (const words of [4, 8] as const) {
      for (const window of [2, 4] as const) {
        const { costs } = run({ ...first, words, window });
        for (const reading of READINGS.slice(1)) {
          expect(costs[reading].total.at(-1)).toBeLessThan(costs.flat.total.at(-1) ?? NaN);
        }
      }
    }
  });

  // The grids of HunyuanVideo and CogVideoX: S·T / (S + T)
  test.each([
    [33, 3600, '32.7'],
    [13, 1350, '12.9'],
  ])(
    'on %i frames of %i patches joint attention costs %s times as much',
    (frames, patches, ratio) => {
      const settings = { ...first, frames, patches };
      const { clip } = run(settings);
      expect((clip.joint.attention / clip.divided.attention).toFixed(1)).toBe(ratio);
      expect(clip.joint.reach).toEqual([frames * patches, frames * patches]);
      expect(clip.alternating.reach).toEqual([patches, frames * patches]);
      expect(levelsLab.sentence(run(settings), settings)).toContain(
        `${ratio} times as many as divided`,
      );
    },
  );

  test('a word beyond a shorter paragraph is its last one', () => {
    const settings = { ...first, word: 64 };
    expect(levelsLab.sentence(run(settings), settings)).toContain('word 16 depends');
  });
});

import { describe, expect, test } from 'vitest';
import { firstMiddleLast, placeAt, stripsAt } from '../../../../src/components/labs/studio/clip.ts';
import type { StudioResult } from '../../../../src/engine/labs/studio.ts';

/** Strips after some of so many steps of equal length. */
function strips(of: number, kept: readonly number[]) {
  return kept.map((step) => ({ step, time: 1 - step / of, picture: `${step} of ${of}` }));
}

function resultOf(...samples: (readonly { step: number; time: number; picture: string }[])[]) {
  return { samples: samples.map((one) => ({ strips: one })) } as unknown as StudioResult;
}

describe('what is on the screen', () => {
  test('after a step it is the last strip until then', () => {
    const kept = strips(25, [1, 13, 25]);
    expect([1, 12, 13, 24, 25, 50].map((step) => placeAt(kept, step))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(placeAt(strips(25, [13, 25]), 1)).toBe(0);
  });

  test('all samples have come equally far, whatever their steps', () => {
    const fast = [1, 2, 3, 4, 5, 6, 7];
    const result = resultOf(strips(25, [1, 5, 10, 25]), strips(7, fast));
    const shown = [0, 1, 2, 3].map((place) => stripsAt(result, place).map((one) => one?.picture));
    expect(shown).toEqual([
      ['1 of 25', '1 of 7'], // its first: none has as much noise
      ['5 of 25', '1 of 7'],
      ['10 of 25', '2 of 7'],
      ['25 of 25', '7 of 7'],
    ]);
  });

  test('a rounding apart is not another time', () => {
    const other = strips(4, [1, 2, 4]).map((one) => ({ ...one, time: one.time - 1e-9 }));
    const result = resultOf(strips(4, [1, 2, 4]), other);
    expect([0, 1, 2].map((place) => stripsAt(result, place)[1]?.step)).toEqual([1, 2, 4]);
  });
});

test('a film strip shows three of all at most', () => {
  expect(firstMiddleLast([1, 2, 3, 4, 5, 6, 7])).toEqual([1, 4, 7]);
  expect(firstMiddleLast([1, 2, 4])).toEqual([1, 2, 4]);
  expect(firstMiddleLast([1, 2])).toEqual([1, 2]);
  expect(firstMiddleLast([1])).toEqual([1]);
});

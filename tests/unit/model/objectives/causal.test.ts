import '../backend.ts';
import { describe, expect, it } from 'vitest';
import { nextTokens, shiftRight, teacherForcing } from '../../../../src/model/index.ts';
import { load } from '../fixtures.ts';

describe('nextTokens', () => {
  it('says at each place what comes next', () => {
    expect(nextTokens([5, 6, 7, 8])).toEqual({
      ids: [5, 6, 7],
      targets: [6, 7, 8],
      weights: [1, 1, 1],
    });
    expect(nextTokens([5, 6])).toEqual({ ids: [5], targets: [6], weights: [1] });
  });

  it('does not look at padding, and takes 0 for a word unless told', () => {
    const ids = [5, 6, 0, 0];
    expect(nextTokens(ids, 0).weights).toEqual([1, 0, 0]);
    expect(nextTokens(ids).weights).toEqual([1, 1, 1]);
    expect(nextTokens(ids, 0).targets).toEqual([6, 0, 0]);
  });

  it('has inputs and targets that overlap in all but one token', () => {
    const ids = Array.from({ length: 9 }, (_, i) => (7 * i) % 11);
    const { ids: inputs, targets } = nextTokens(ids);
    expect(inputs.slice(1)).toEqual(targets.slice(0, -1));
    expect([inputs[0], ...targets]).toEqual(ids);
  });
});

describe('shiftRight', () => {
  it('is what the decoder of T5 reads', () => {
    const { start, labels, ids } = load('objectives-shift').options as unknown as {
      start: number;
      labels: number[][];
      ids: number[][];
    };
    expect(labels.map((targets) => shiftRight(targets, start))).toEqual(ids);
  });

  it('of nothing is nothing', () => {
    expect(shiftRight([], 1)).toEqual([]);
  });
});

describe('teacherForcing', () => {
  it('reads the right answer one place late, and says it with its end', () => {
    expect(teacherForcing([5, 6], { start: 1, end: 2 })).toEqual({
      ids: [1, 5, 6],
      targets: [5, 6, 2],
      weights: [1, 1, 1],
    });
    expect(teacherForcing([], { start: 1, end: 2 })).toEqual({
      ids: [1],
      targets: [2],
      weights: [1],
    });
  });

  it('fills up with padding, at which the loss does not look', () => {
    expect(teacherForcing([5, 6], { start: 1, end: 2, pad: 9, length: 5 })).toEqual({
      ids: [1, 5, 6, 2, 9],
      targets: [5, 6, 2, 9, 9],
      weights: [1, 1, 1, 0, 0],
    });
    const same = { start: 1, end: 2 };
    expect(teacherForcing([5, 6], { ...same, length: 3 })).toEqual(teacherForcing([5, 6], same));
  });

  it('tells its own end from padding of the same id', () => {
    expect(teacherForcing([5], { start: 0, end: 0, pad: 0, length: 4 }).weights).toEqual([
      1, 1, 0, 0,
    ]);
  });
});

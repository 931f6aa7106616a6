import { describe, expect, it } from 'vitest';
import { editDistance, nearestWords } from '../../../../src/world/language/index.ts';

describe('the edit distance', () => {
  // Known from the literature: Levenshtein's kitten, and that optimal string alignment
  // edits no place twice, so that "ca" is 3 from "abc" and not 2.
  it.each<[string, string, number]>([
    ['', '', 0],
    ['', 'red', 3],
    ['red', '', 3],
    ['kitten', 'sitting', 3],
    ['saturday', 'sunday', 3],
    ['circel', 'circle', 1],
    ['ab', 'ba', 1],
    ['ca', 'abc', 3],
    ['green', 'green', 0],
    ['𠀀', '𠀁', 1],
  ])('of %j and %j is %i', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
    expect(editDistance(other, one)).toBe(distance);
  });
});

describe('the nearest words', () => {
  it('come nearest first, three at most', () => {
    const known = ['zzzz', 'redd', 'read', 'rode', 'red', 'reds'];
    expect(nearestWords('redx', known)).toEqual(['redd', 'red', 'reds']);
  });

  it('are not further than half of the word, and share something', () => {
    expect(nearestWords('grxxn', ['green'])).toEqual(['green']);
    expect(nearestWords('gxxxn', ['green'])).toEqual([]);
    expect(nearestWords('x', ['a', 'xa'])).toEqual(['xa']);
    expect(nearestWords('zebra', [])).toEqual([]);
  });
});

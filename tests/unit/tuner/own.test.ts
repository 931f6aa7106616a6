import { expect, test } from 'vitest';
import { ownData, ownProblem } from '../../../src/components/tuner/own.ts';
import type { OwnLabel } from '../../../src/components/tuner/own.ts';

const sentences = Array.from({ length: 9 }, (_, i) => `a red circle, number ${i}`);
const names = ['yes', 'no'] as const;

function own(labels: readonly OwnLabel[], given: readonly [string, string] = names) {
  return { sentences, labels, names: given };
}

const enough: OwnLabel[] = [0, 1, 0, 1, undefined, 0, 1, 1, 0];

test.each<[string, readonly OwnLabel[], readonly [string, string], RegExp | undefined]>([
  ['too few of one', [0, 0, 0, 0, 1, 1], names, /“no” has 2 of at least 3/],
  ['none', [], names, /“yes” has 0 of at least 3/],
  ['enough', enough, names, undefined],
  ['one name twice', enough, ['x', ' x '], /two names/],
  ['no name', enough, ['', 'no'], /two names/],
  ['a long name', enough, ['x'.repeat(41), 'no'], /two names/],
])('%s', (_, labels, given, problem) => {
  if (problem) expect(ownProblem(own(labels, given))).toMatch(problem);
  else expect(ownProblem(own(labels, given))).toBeUndefined();
});

test('every third of a label is held out, and nothing without a label is used', () => {
  const { examples, heldOut } = ownData(own(enough, [' yes', 'no']));
  const numbers = (list: typeof examples) => list.map(({ tokens }) => Number(tokens.at(-1)));
  expect(numbers(examples)).toEqual([0, 2, 8, 1, 3, 7]);
  expect(numbers(heldOut)).toEqual([5, 6]);
  expect(examples.map(({ label }) => label)).toEqual(['yes', 'yes', 'yes', 'no', 'no', 'no']);
  expect(examples[0]?.tokens).toEqual(['a', 'red', 'circle', ',', 'number', '0']);
});

import { expect, test } from 'vitest';
import { sentenceOf, type NamedSum } from '../../../src/components/mock/sums.ts';

const sum = (label: string, right: number): NamedSum => ({
  label,
  right,
  asked: 1,
  skipped: 0,
  seconds: 10,
  limit: 60,
});

test.each([
  [[sum('Video', 0.5), sum('Attention', 1), sum('Code', 0)], 'Best: Attention. Weakest: Code.'],
  [[sum('Video', 0), sum('Attention', 0)], '0 % of the points in each.'],
  [[sum('Video', 0.5)], 'All in Video.'],
  [[], ''],
])('the sentence over the points says where they were won', (sums, sentence) => {
  expect(sentenceOf(sums)).toBe(sentence);
});

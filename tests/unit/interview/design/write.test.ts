import { expect, it } from 'vitest';
import { amount, worked } from '../../../../src/interview/design/write.ts';
import { readNumber } from '../../../../src/interview/typed/number.ts';

it.each([
  [0, '0'],
  [32_760, '32,760'],
  [839_139_328_000_000, '839,139,328,000,000'],
  [1.67827865e17, '1.67828e17'],
  [1e15, '1e15'],
  [2.28330535e-7, '2.28331e−7'],
  [0.55, '0.55'],
  [12.140325926, '12.1403'],
  [14_108.53217, '14,108.532'],
  [89_302_325.58, '89,302,326'],
  [-1.5, '−1.5'],
])('%d is written %s, and read as much again', (value, text) => {
  expect(amount(value)).toBe(text);
  const read = readNumber(text);
  expect(read.ok && Math.abs(read.value - value) <= 1e-5 * Math.abs(value)).toBe(true);
});

it('says whether a line is exact', () => {
  expect(worked(6)`${2} × ${3}`).toBe('2 × 3 = 6');
  expect(worked(1 / 3)`1 / ${3}`).toBe('1 / 3 ≈ 0.333333');
  // The third of a whole number that was rounded.
  expect(worked(1)`3 × ${1 / 3}`).toBe('3 × 0.333333 ≈ 1');
});

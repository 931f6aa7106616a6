import { expect, test } from 'vitest';
import { createRandom } from '../../../src/model/random.ts';
import { even, exact, long, percent, short } from '../../../src/components/matrix/numbers.ts';

/** Float32 numbers from all over the range, by their bits. */
function* floats(count: number): Generator<number> {
  const { uniform } = createRandom(5);
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  while (count > 0) {
    bits[0] = Math.floor(uniform() * 2 ** 32);
    const number = value[0] ?? NaN;
    if (!Number.isFinite(number)) continue;
    count -= 1;
    yield number;
  }
}

test('exact numbers read back as the same float32', () => {
  for (const value of floats(20_000)) expect(Math.fround(Number(exact(value)))).toBe(value);
});

test('no shorter decimal would do', () => {
  for (const value of floats(2_000)) {
    const digits = exact(value)
      .replace(/e.*|[-.]/g, '')
      .replace(/^0+|0+$/g, '').length;
    if (digits < 2) continue;
    expect(Math.fround(Number(value.toPrecision(digits - 1)))).not.toBe(value);
  }
});

test.each([
  [Math.fround(0.1), '0.1'],
  [0, '0'],
  [1, '1'],
  [-0.5, '-0.5'],
  [Math.fround(1 / 3), '0.33333334'],
  [Math.fround(1e-45), '1e-45'],
])('exact(%s) is %s', (value, text) => {
  expect(exact(value)).toBe(text);
});

test.each([
  [0, '0'],
  [0.0004, '0.00'],
  [-0.0004, '−0.00'],
  [0.618, '0.62'],
  [-1.2, '−1.20'],
  [9.96, '10.0'],
  [99.7, '100'],
  [-1234.6, '−1235'],
  [12345, '1e+4'],
])('a cell shows %s as %s', (value, text) => {
  expect(short(value)).toBe(text);
});

test.each([
  [2, '2'],
  [Math.sqrt(8) ** 2, '8'],
  [0.6184, '0.618'],
  [-0.012345, '−0.0123'],
  [1.25e-7, '1.25·10⁻⁷'],
  [123.4567, '123.457'],
])('a calculation shows %s as %s', (value, text) => {
  expect(long(value)).toBe(text);
});

test('tables and shares', () => {
  expect([0, 0.5, -1.23456, 1e-7].map(even)).toEqual(['0', '0.5000', '−1.2346', '1.00·10⁻⁷']);
  expect([0, 0.004, 0.0995, 0.618, 1].map(percent)).toEqual(['0%', '0.4%', '10%', '62%', '100%']);
});

import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../../src/interview/typed/number.ts';

const valueOf = (text: string, unit?: string) => {
  const read = readNumber(text, unit);
  return read.ok ? read.value : read.problem;
};

describe('readNumber', () => {
  it.each([
    ['6', 6],
    [' 6 ', 6],
    ['+6', 6],
    ['-0.5', -0.5],
    ['−0.5', -0.5],
    ['.25', 0.25],
    ['1e-6', 1e-6],
    ['1,050,624', 1_050_624],
    ['1 050 624', 1_050_624],
    ['1\u00a0050\u202f624', 1_050_624],
    ['1_050_624', 1_050_624],
    ['1/64', 1 / 64],
    ['1,024/2', 512],
    ['2**31', 2 ** 31],
    ['2^31', 2 ** 31],
    ['2.147e9', 2.147e9],
    ['4 × 512² + 4 × 512', 1_050_624],
    ['2 * (3 + 4) - 1', 13],
    ['-2^2', -4],
    ['√64', 8],
    ['sqrt(64) / 2', 4],
    ['50 %', 0.5],
    ['7B', 7e9],
    ['7 billion', 7e9],
    ['2.5M', 2.5e6],
    ['120k', 120_000],
    ['３２', 32],
    ['≈ 3', 3],
    ['= 3', 3],
  ])('reads %s', (text, number) => {
    expect(valueOf(text)).toBeCloseTo(number, 12);
  });

  it.each([
    ['2 GiB', 2 ** 31],
    ['2GB', 2e9],
    ['2 gb', 2e9],
    ['2 G', 2e9],
    ['512 KiB', 2 ** 19],
    ['512 bytes', 512],
    ['1 byte', 1],
    ['64 B', 64],
    ['2 × 4096 KiB', 2 ** 23],
  ])('reads %s where bytes are counted', (text, number) => {
    expect(valueOf(text, 'bytes')).toBe(number);
  });

  it('takes the name of what is counted, and percent with or without its sign', () => {
    expect(valueOf('17,550 tokens', 'tokens')).toBe(17_550);
    expect(valueOf('12.5 %', '%')).toBe(12.5);
    expect(valueOf('12.5', '%')).toBe(12.5);
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['0,5', 'comma'],
    ['1,05', 'comma'],
    ['1,2345', 'comma'],
    ['2 3', 'two-numbers'],
    ['six', 'unit'],
    ['2 GiB', 'unit'],
    ['5 apples', 'unit'],
    ['NaN', 'unit'],
    ['0x10', 'unit'],
    ['1.2.3', 'symbol'],
    ['3 & 4', 'symbol'],
    ['/2', 'symbol'],
    ['1/', 'unfinished'],
    ['2 *', 'unfinished'],
    ['(2', 'bracket'],
    ['2)', 'bracket'],
    ['1/0', 'not-finite'],
    ['10^999', 'not-finite'],
  ])('says of %j: %s', (text, problem) => {
    expect(valueOf(text)).toBe(problem);
  });

  it('says where it stopped', () => {
    expect(readNumber('5 apples')).toEqual({ ok: false, problem: 'unit', at: 'apples' });
  });
});

import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../src/interview/number.ts';

describe('parseNumber', () => {
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
    ['1_050_624', 1_050_624],
    ['1/64', 1 / 64],
    ['1,024/2', 512],
  ])('reads %s', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  it.each([
    '',
    ' ',
    'six',
    '0,5',
    '1,05',
    '1/0',
    '1/',
    '/2',
    '1/2/3',
    'NaN',
    'Infinity',
    '0x10',
    '--1',
  ])('does not read %j', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });
});

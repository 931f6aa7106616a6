import { expect, it } from 'vitest';
import { sayValue } from '../../../../src/interview/design/say.ts';

it.each([
  [32_760, 'plain', 'tokens', '32,760 tokens'],
  [12.1403, 'plain', 'groups', '12.14 groups'],
  [14_050_918_400, 'plain', 'parameters', '14.05 billion parameters'],
  [839_139_328_000_000, 'plain', undefined, '839.1 trillion'],
  [1.67827865e17, 'plain', 'operations', '1.678 × 10¹⁷ operations'],
  [2.28330535e-7, 'plain', 'chance', '2.283 × 10⁻⁷ chance'],
  [1.5e6, 'plain', undefined, '1,500,000'],
  [11_050.39, 'plain', undefined, '11,050'],
  [0, 'plain', 'a day', '0 a day'],
  [28_101_836_800, 'bytes', undefined, '28.1 GB'],
  [0.4, 'bytes', undefined, '0.4 B'],
  [2 ** 31, 'bytes', undefined, '2.15 GB (2 GiB)'],
  [1.25 * 2 ** 30, 'bytes', undefined, '1.34 GB (1.25 GiB)'],
  [512 * 1024, 'bytes', undefined, '524 kB (512 KiB)'],
  [512, 'bytes', undefined, '512 B'],
  [2.25e15, 'bytes', undefined, '2.25 PB'],
  [72.84, 'seconds', undefined, '72.8 s'],
  [466.19, 'seconds', undefined, '466 s (7.8 min)'],
  [11_050, 'seconds', undefined, '11,050 s (3.1 h)'],
  [864_000, 'seconds', undefined, '864,000 s (10 days)'],
  [0.532, 'share', undefined, '53.2 %'],
  [0.000123, 'share', undefined, '0.0123 %'],
  [10.9627, 'money', undefined, '$10.96'],
  [7994.2, 'money', undefined, '$7,994'],
] as const)('%d as %s, %s', (value, scale, unit, text) => {
  expect(sayValue(value, scale, unit)).toBe(text);
});

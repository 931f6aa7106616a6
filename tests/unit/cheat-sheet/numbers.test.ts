import { describe, expect, it } from 'vitest';
import { numbers } from '../../../src/components/cheat-sheet/numbers/index.ts';
import type { PartName } from '../../../src/components/cheat-sheet/numbers/index.ts';
import { ditRows } from '../../../src/components/cheat-sheet/numbers/sora.ts';
import { numberTexts } from '../../../src/strings/en/cheat-sheet.ts';
import { compute } from '../content/arithmetic.ts';

const GIB = 2 ** 30;
const rows = Object.entries(numbers).flatMap(([part, all]) =>
  Object.entries(all).map(([name, row]) => ({ part: part as PartName, name, row })),
);

describe.each(rows)('$part: $name', ({ part, name, row }) => {
  it('has a text, and arithmetic that comes out at its value', () => {
    expect(numberTexts[part][name]?.label).toBeTruthy();
    const [left = '', right = ''] = row.working.split(/[=≈]/);
    for (const side of [compute(left), compute(right)]) {
      expect(Math.abs(side - row.value) / row.value).toBeLessThan(2e-6);
    }
  });
});

it('has no text without a number', () => {
  for (const [part, texts] of Object.entries(numberTexts)) {
    expect(Object.keys(texts)).toEqual(Object.keys(numbers[part as PartName]));
  }
});

describe('the numbers that others have published or run', () => {
  const value = (part: PartName, name: string) => numbers[part][name]?.value;

  it.each([
    // Counted by Keras.
    ['attention', 'parameters', 1_050_624],
    ['attention', 'keyDim', 8_401_408],
    ['transformer', 'network', 2_099_712],
    ['transformer', 'encoder', 3_152_384],
    ['transformer', 'decoder', 4_204_032],
    // Llama 2.
    ['attention', 'token', 512 * 1024],
    ['attention', 'sequence', 2 * GIB],
    ['attention', 'batch', 64 * GIB],
    ['attention', 'grouped', 1.25 * GIB],
    ['attention', 'full', 10 * GIB],
    ['preTraining', 'rank', 65_536],
    ['preTraining', 'dense', 16_777_216],
    ['preTraining', 'whole', 112e9],
    ['sora', 'cogvideox', 17_550],
    ['sora', 'wan480', 32_760],
    ['sora', 'wan720', 75_600],
    ['sora', 'hunyuan', 118_800],
    ['sora', 'wan5', 27_280],
    ['sora', 'compression', 48],
  ] as const)('%s: %s is %d', (part, name, wanted) => {
    expect(value(part, name)).toBe(wanted);
  });

  it.each([
    ['transformer', 'stack', 44.1e6],
    ['transformer', 'shared', 63.1e6],
    ['sora', 'full', 32.7],
    ['sora', 'fullCog', 12.9],
  ] as const)('%s: %s is about %d', (part, name, wanted) => {
    expect(Math.abs((value(part, name) ?? NaN) / wanted - 1)).toBeLessThan(0.002);
  });

  it('BERT Base has about 110 million with its table of words', () => {
    const both = (value('preTraining', 'layers') ?? 0) + (value('preTraining', 'words') ?? 0);
    expect(Math.round(both / 1e7)).toBe(11);
  });

  it('DiT has the sizes of its paper', () => {
    expect(ditRows().map(({ parameters }) => Math.round(parameters / 1e6))).toEqual([
      33, 130, 458, 675,
    ]);
    expect(Math.round((ditRows().at(-1)?.macs.at(-1) ?? 0) / 1e9)).toBe(119);
  });
});

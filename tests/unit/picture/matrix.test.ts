import { expect, test } from 'vitest';
import { numberLabels } from '../../../src/components/matrix/labels.ts';
import { sliceOf } from '../../../src/components/matrix/slice.ts';
import { below, beside } from '../../../src/components/picture/arrange.ts';
import { drawMatrix } from '../../../src/components/picture/matrix.ts';
import { INK } from './ink.ts';
import { parseXml } from './xml.ts';

const high = { width: 10, height: 40, marks: '<rect/>' };
const low = { width: 30, height: 10, marks: '<circle/>' };

test('drawings stand beside each other on one middle line, and below each other flush left', () => {
  const across = beside([high, low], 5);
  expect(across).toMatchObject({ width: 45, height: 40 });
  expect(across.marks).toMatch(/translate\(0 0\)">.*<rect.*translate\(15 15\)">.*<circle/);
  const down = below([high, low], 5);
  expect(down).toMatchObject({ width: 30, height: 55 });
  expect(down.marks).toMatch(/translate\(0 0\)">.*<rect.*translate\(0 45\)">.*<circle/);
});

test('a cell has the color of its value, and its number one that is read on it', () => {
  const data = Float32Array.of(-2, 0, 0.2, 2);
  const slice = sliceOf({ name: 'x', shape: [1, 4], data });
  const labels = { rows: ['a'], columns: numberLabels(4) };
  const drawn = {
    slice,
    labels,
    scale: 'diverging',
    lit: new Set<string>(),
    marked: new Set<string>(),
  } as const;
  const all = parseXml(`<svg>${drawMatrix(drawn, INK).marks}</svg>`);
  const fills = all
    .filter(({ name, attributes }) => name === 'rect' && attributes['rx'] === '3')
    .map(({ attributes }) => attributes['fill']);
  // From zero, 85 % of the way to the full color.
  expect(fills).toEqual(['#0000aa', '#000000', '#110000', '#aa0000']);
  const inks = all
    .filter(({ text, name }) => name === 'text' && /^[−\d]*\.?\d\d$|^0$/.test(text))
    .map(({ text, attributes }) => [text, attributes['fill']]);
  expect(inks.slice(-4)).toEqual([
    ['−2.00', INK.onStrong],
    ['0', INK.onWeak],
    ['0.20', INK.onWeak],
    ['2.00', INK.onStrong],
  ]);
});

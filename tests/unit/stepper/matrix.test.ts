import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inkOf } from '../../../src/components/labs/draw/heat.ts';
import { boxesOf } from '../../../src/components/matrix/boxes.ts';
import { escapeHtml } from '../../../src/components/matrix/escape.ts';
import { moveTo, rimOf, startsNumber } from '../../../src/components/matrix/grid.ts';
import {
  LEVELS,
  STRONGEST,
  heatClass,
  heatColor,
  isStrong,
  levelOf,
} from '../../../src/components/matrix/heat.ts';
import type { Color, Palette, Scale } from '../../../src/components/matrix/heat.ts';
import { wordLabels } from '../../../src/components/matrix/labels.ts';
import { placeOf, sliceOf, valueAt } from '../../../src/components/matrix/slice.ts';
import { exactRows, tableRow } from '../../../src/components/matrix/table.ts';

const record = (shape: readonly number[]) => ({
  name: 't',
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i - 4),
});

test('a slice is one head, and knows the index of its cells', () => {
  const slice = sliceOf(record([2, 2, 3]), 1);
  expect([slice.rows, slice.columns, ...slice.data]).toEqual([2, 3, 2, 3, 4, 5, 6, 7]);
  expect(slice.extent).toBe(7);
  expect(slice.index(1, 2)).toEqual([1, 1, 2]);
  expect(placeOf(slice, [1, 1, 2])).toEqual({ row: 1, column: 2 });
  expect(placeOf(slice, [0, 1, 2])).toBeUndefined();
});

test('a matrix and a vector are slices too', () => {
  expect(sliceOf(record([2, 3])).index(1, 2)).toEqual([1, 2]);
  const vector = sliceOf(record([5]));
  expect([vector.rows, vector.columns]).toEqual([1, 5]);
  expect(vector.index(0, 3)).toEqual([3]);
});

test('a cell is read by its index', () => {
  expect(valueAt(record([2, 2, 3]), [1, 0, 2])).toBe(4);
  expect(valueAt(record([1, 2, 3]), [1, 2])).toBe(1);
});

test('arrow keys stop at the rim, Home and End go to it', () => {
  const size = { rows: 3, columns: 4 };
  const go = (key: string, ctrlKey = false) =>
    moveTo({ key, ctrlKey, metaKey: false }, { row: 0, column: 3 }, size);
  expect(go('ArrowUp')).toEqual({ row: 0, column: 3 });
  expect(go('ArrowRight')).toEqual({ row: 0, column: 3 });
  expect(go('ArrowDown')).toEqual({ row: 1, column: 3 });
  const below = { key: 'ArrowDown', ctrlKey: false, metaKey: false };
  expect(moveTo(below, { row: 2, column: 0 }, size)).toEqual({ row: 2, column: 0 });
  expect(go('ArrowLeft')).toEqual({ row: 0, column: 2 });
  expect(go('Home')).toEqual({ row: 0, column: 0 });
  expect(go('End', true)).toEqual({ row: 2, column: 3 });
  expect(go('Tab')).toBeUndefined();
});

test('digits and Enter edit a cell; shortcuts do not', () => {
  const press = (key: string, ctrlKey = false) =>
    startsNumber({ key, ctrlKey, metaKey: false, altKey: false });
  expect(['7', '-', '.', 'Enter', 'F2'].map((key) => press(key))).toEqual(Array(5).fill(true));
  expect([press('a'), press('Tab'), press('1', true)]).toEqual([false, false, false]);
});

test('lit cells make few boxes and one rim', () => {
  const column = new Set(['0,2', '1,2', '2,2']);
  expect(boxesOf(column)).toEqual([{ row: 0, column: 2, rows: 3, columns: 1 }]);
  expect(boxesOf(['1,0', '1,1', '1,3'])).toEqual([
    { row: 1, column: 0, rows: 1, columns: 2 },
    { row: 1, column: 3, rows: 1, columns: 1 },
  ]);
  expect([rimOf(column, 0, 2), rimOf(column, 1, 2), rimOf(column, 5, 5)]).toEqual([
    't r l',
    'r l',
    '',
  ]);
});

test('words that come twice carry their place', () => {
  expect(wordLabels(['a', 'red', 'a'])).toEqual(['a₁', 'red', 'a₃']);
});

test('labels cannot bring markup', () => {
  expect(escapeHtml(`<b a="1" b='2'>&`)).toBe('&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;');
  const row = tableRow(sliceOf(record([1, 2])), { rows: ['<img>'], columns: [] }, 0);
  expect(row).toContain('<th scope="row">&lt;img&gt;</th>');
});

test('exact rows are row-major, one body a head', () => {
  expect(exactRows(record([2, 1, 2]), 1)).toBe(
    '<tr><td data-value="-2">-2</td><td data-value="-1">-1</td></tr>',
  );
});

test('levels of color', () => {
  expect([levelOf(1, 1), levelOf(-0.5, 1), levelOf(0, 0), levelOf(9, 1)]).toEqual([10, -5, 0, 10]);
  expect(heatClass(0.5, 1, 'sequential')).toBe('heat-w5');
  expect(heatClass(-0.5, 1, 'diverging')).toBe('heat-n5');
});

// The colors of `course.css` and Starlight's gray 6.
const css = readFileSync('src/styles/course.css', 'utf8');
const zeroDark: Color = [35, 38, 47];
const [darkBlock = '', lightBlock = ''] = css.split(":root[data-theme='light']");
const hex = (block: string, name: string): Color => {
  const text = new RegExp(`--heat-${name}: #(\\w{6})`).exec(block)?.[1] ?? '';
  const channel = (at: number) => parseInt(text.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
};
const palette = (block: string, zero: Color): Palette => ({
  zero,
  negative: hex(block, 'negative'),
  positive: hex(block, 'positive'),
  weight: hex(block, 'weight'),
});
const themes = [
  ['dark', palette(darkBlock, zeroDark)],
  ['light', palette(lightBlock, hex(lightBlock, 'zero'))],
] as const;

function luminance(color: Color): number {
  const [r = 0, g = 0, b = 0] = color.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Which cells have black text in the dark theme, from the style sheet itself. */
const heat = readFileSync('src/components/matrix/heat.css', 'utf8');
const strong: readonly string[] =
  /\.matrix-cell:is\(([^)]*)\)/.exec(heat)?.[1]?.match(/heat-\w+/g) ?? [];

test('the style sheet mixes the colors that a canvas mixes', () => {
  const sheet = [
    ...heat.matchAll(/\.heat-(\w)(\d+) \{\s*background: color-mix\([^%]*? ([\d.]+)%/g),
  ];
  expect(sheet).toHaveLength(3 * LEVELS);
  for (const [, , level, part] of sheet) {
    expect(Number(part)).toBeCloseTo((Number(level) / LEVELS) * STRONGEST);
  }
});

test.each(themes)('text in every cell of the %s theme has contrast', (name, colors) => {
  expect(strong.length).toBeGreaterThan(0);
  for (const scale of ['diverging', 'sequential'] satisfies Scale[]) {
    for (let level = scale === 'diverging' ? -10 : 0; level <= 10; level++) {
      const black = name === 'light' || strong.includes(heatClass(level, 10, scale));
      const text = black ? 0 : 1;
      const ground = luminance(heatColor(level, 10, scale, colors));
      const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
      expect(ratio, `${scale} ${level}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test('drawings turn to black text where the style sheet does', () => {
  const sides = [
    ['n', -1, 'diverging'],
    ['p', 1, 'diverging'],
    ['w', 1, 'sequential'],
  ] as const;
  const black = sides.flatMap(([side, sign, scale]) =>
    Array.from({ length: LEVELS }, (_, i) => i + 1)
      .filter((level) => isStrong(sign * level, scale))
      .map((level) => `heat-${side}${String(level)}`),
  );
  expect(black).toEqual(strong);
  expect(inkOf(1, 1, 'sequential')).toBe('#000');
  expect(inkOf(0.1, 1, 'sequential')).not.toBe('#000');
});

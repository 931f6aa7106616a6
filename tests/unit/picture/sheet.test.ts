import { expect, test } from 'vitest';
import { sheetOf } from '../../../src/components/picture/sheet.ts';
import { shortened, widthOf, wrap } from '../../../src/components/picture/words.ts';
import { INK } from './ink.ts';
import { parseXml, textsOf } from './xml.ts';

const part = { width: 500, height: 40, marks: '<circle r="3"/>' };

test('drawings are below each other, then the texts, and all fit', () => {
  const svg = sheetOf([part, { ...part, width: 300 }], ['one', 'two'], INK);
  const [whole, paper, ...rest] = parseXml(svg);
  expect(whole?.attributes).toMatchObject({ width: '524', height: '164', viewBox: '0 0 524 164' });
  expect(paper?.attributes).toMatchObject({ width: '524', height: '164', fill: INK.background });
  const places = rest.flatMap(({ attributes }) => attributes['transform'] ?? []);
  expect(places).toEqual(['translate(12 12)', 'translate(12 64)']);
  expect(textsOf(svg)).toEqual(['one', 'two']);
});

test('a long text takes several lines, none wider than the drawing, and loses no sign', () => {
  const text = `${'word '.repeat(60)}${'W'.repeat(100)} ${'红'.repeat(80)}`;
  const lines = textsOf(sheetOf([part], [text], INK));
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) expect(widthOf(line, 11)).toBeLessThanOrEqual(500);
  expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

test('what XML cannot write becomes a sign that it can', () => {
  const [line] = textsOf(sheetOf([part], ['a\u0000b\ud800c\uffffd<&>"'], INK));
  expect(line).toBe('a\ufffdb\ufffdc\ufffdd<&>"');
});

test('a label that is too long ends with an ellipsis, in room', () => {
  expect(shortened('red', 100, 11)).toBe('red');
  const short = shortened('W'.repeat(40), 100, 11);
  expect(short).toMatch(/^W+…$/);
  expect(widthOf(short, 11)).toBeLessThanOrEqual(100);
});

test('signs without width have none, and Chinese ones are wide', () => {
  expect(widthOf('\u202e\u0301', 10)).toBe(0);
  expect(widthOf('红', 10)).toBeGreaterThan(widthOf('e', 10));
  expect(wrap('', 100, 11)).toEqual(['']);
});

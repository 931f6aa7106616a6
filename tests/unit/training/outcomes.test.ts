import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allCells } from '../../../training/text/models/label-curve.ts';
import type { Cell } from '../../../training/text/models/label-curve.ts';
import {
  cellsOf,
  forget,
  keep,
  missing,
  parsePart,
  readOutcomes,
} from '../../../training/text/harness/outcomes.ts';
import type { Part } from '../../../training/text/harness/outcomes.ts';
import { ownFolder } from './tiny.ts';

const CELLS = allCells();
const WHOLE: Part = { number: 1, of: 1 };

/** A fine-tuning that takes no time: what comes of it depends on its cell alone. */
function outcomeOf(cell: Cell) {
  return { ...cell, accuracy: CELLS.indexOf(cell) / CELLS.length, ms: 1, machine: 'a test' };
}

function run(folder: string, part: Part, most = Infinity): void {
  const left = missing(cellsOf(CELLS, part), readOutcomes(folder, CELLS));
  for (const cell of left.slice(0, most)) keep(folder, part, outcomeOf(cell));
}

test('parts in any order come to what one process comes to, in the same order', () => {
  const [alone, split] = [ownFolder(), ownFolder()];
  run(alone, WHOLE);
  for (const number of [3, 1, 2]) run(split, { number, of: 3 });
  expect(readOutcomes(alone, CELLS)).toEqual(CELLS.map(outcomeOf));
  expect(readOutcomes(split, CELLS)).toEqual(readOutcomes(alone, CELLS));
});

test('parts share the cells out', () => {
  const parts = [1, 2, 3, 4].map((number) => cellsOf(CELLS, { number, of: 4 }));
  expect(new Set(parts.flat()).size).toBe(CELLS.length);
  expect(parts.map(({ length }) => length)).toEqual([30, 30, 30, 30]);
});

test('who resumes does what no part has done', () => {
  const folder = ownFolder();
  run(folder, { number: 2, of: 5 }, 7);
  appendFileSync(join(folder, 'outcomes-2-of-5.jsonl'), '\n{"labeling":"mo');
  expect(readOutcomes(folder, CELLS)).toHaveLength(7);
  run(folder, { number: 2, of: 5 }, 1);
  const kept = readOutcomes(folder, CELLS);
  expect(kept).toHaveLength(8);
  expect(missing(CELLS, kept)).toHaveLength(CELLS.length - 8);
  run(folder, WHOLE);
  expect(readOutcomes(folder, CELLS)).toEqual(CELLS.map(outcomeOf));
});

test('a part that starts anew forgets its own, and the whole forgets all', () => {
  const folder = ownFolder();
  const [one, two] = [
    { number: 1, of: 2 },
    { number: 2, of: 2 },
  ];
  run(folder, one);
  run(folder, two, 5);
  forget(folder, one);
  expect(readOutcomes(folder, CELLS)).toHaveLength(5);
  forget(folder, WHOLE);
  expect(readOutcomes(folder, CELLS)).toEqual([]);
});

test.each(['0/3', '4/3', '1', 'a/b', '1.5/2'])('%s is no part', (text) => {
  expect(() => parsePart(text)).toThrow('like 2/5');
});

test('2/5 is the second of five', () => {
  expect(parsePart('2/5')).toEqual({ number: 2, of: 5 });
});

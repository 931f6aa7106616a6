import { readFileSync } from 'node:fs';
import { expect, it, describe } from 'vitest';
import { lessonsWithCells, runLesson } from './cells.ts';
import { formatRecord, recordOf } from '../../../src/content/recorded.ts';

const lessons = lessonsWithCells();

it('finds the lessons with cells', () => {
  expect(lessons.length).toBeGreaterThan(2);
});

describe.each(lessons)('the code cells of $lesson', ({ lesson, cells }) => {
  it('put out what the lesson shows', async () => {
    const outputs = await runLesson(cells.map(({ code }) => code));
    const record = cells.map(({ label }, at) => ({ label, output: outputs[at] ?? '' }));
    const file = `../../../src/content/${recordOf(lesson)}`;
    await expect(formatRecord(record)).toMatchFileSnapshot(file);
  });

  it('have names of their own', () => {
    const names = cells.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(cells)('fit the page: at most 30 lines of 92 characters, $label', ({ code }) => {
    const lines = code.split('\n');
    expect(lines.length).toBeLessThanOrEqual(30);
    expect(lines.filter((line) => line.length > 92)).toEqual([]);
  });
});

it('a record is read as it was written', async () => {
  const { parseRecord } = await import('../../../src/content/recorded.ts');
  for (const { lesson } of lessons) {
    const text = readFileSync(`src/content/${recordOf(lesson)}`, 'utf8');
    expect(formatRecord(parseRecord(text))).toBe(text);
  }
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/**
 * The Python that lessons show beside the library. `training/oracle/lessons.py` runs each file on the
 * fixtures that the library is held to, and records the file that it has run.
 */
const record = JSON.parse(readFileSync('tests/fixtures/lessons.json', 'utf8')) as Record<
  string,
  { twin: string; gap: string }
>;
const { source, ...runs } = record;

it('says what they ran on', () => {
  expect(source).toMatch(/keras 3\..* on torch 2\./);
});

it.each(Object.entries(runs))('%s is the file that was run, and was right', (name, run) => {
  const text = readFileSync(`src/content/python/${name}.py`, 'utf8');
  expect(createHash('sha256').update(text).digest('hex')).toBe(run.twin);
  expect(Number(run.gap)).toBeLessThan(2e-5);
});

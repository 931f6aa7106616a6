import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { examine } from '../../../scripts/exercises/examine.ts';
import { loadExercises } from '../../../scripts/exercises/load.ts';
import { openHere } from '../../../scripts/exercises/session.ts';
import { checkTwin } from '../../../scripts/exercises/twins.ts';
import { exercise } from '../../../src/content/exercise.ts';

// All of this with more seeds and every mutant: `npm run exercises:check`.
const OPTIONS = { seeds: [1], every: 10 };

describe.each(loadExercises().map((folder) => [folder.id, folder] as const))('%s', (id, folder) => {
  it('has a complete frontmatter', () => {
    const text = readFileSync(`src/content/exercises/${id}/exercise.mdx`, 'utf8');
    const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(text) ?? [];
    expect(exercise.safeParse(load(head)).error?.issues ?? []).toEqual([]);
  });

  it('accepts the solution, rejects the stub and every wrong answer by its name', async () => {
    const finding = await examine(folder, openHere, OPTIONS);
    expect(finding.complaints).toEqual([]);
    expect(finding.survivors).toEqual([]);
  });

  it('agrees with its Python twin', async () => {
    expect((await checkTwin(folder, openHere, '.')).complaints).toEqual([]);
  });
});

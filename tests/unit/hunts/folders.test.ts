import { createHash } from 'node:crypto';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { examine } from '../../../scripts/hunts/examine.ts';
import { loadHunts } from '../../../scripts/hunts/load.ts';
import { openWithin } from '../../../scripts/exercises/session.ts';
import { hunt } from '../../../src/content/hunt.ts';
import { readSources } from '../content/read.ts';

// With more seeds: `npm run hunts:check`.
const folders = loadHunts(load);

describe.each(folders.map((folder) => [folder.id, folder] as const))('%s', (_, folder) => {
  it('has a complete frontmatter, and sources that there are', () => {
    const { error, data } = hunt.safeParse(load(folder.head));
    expect(error?.issues ?? []).toEqual([]);
    const sources = readSources();
    expect(data?.sources.filter((id) => !sources.has(id))).toEqual([]);
  });

  it('accepts the fixed code, rejects every repair by its name, and measures both', async () => {
    expect((await examine(folder, openWithin(60_000), [1])).complaints).toEqual([]);
  }, 120_000);

  it('has the record of the Keras program that it shows', () => {
    const { program, record } = folder.keras ?? {};
    if (program === undefined) expect(record).toBeUndefined();
    else {
      const hash = createHash('sha256').update(program).digest('hex');
      expect(record?.split('\n')[0]).toMatch(/^# Keras [\d.]+, TensorFlow [\d.]+; listing\.py /);
      expect(record?.split('\n')[0]).toContain(hash);
    }
  });
});

it('stands in an order without ties', () => {
  const orders = folders.map(({ head }) => (load(head) as { order: number }).order);
  expect(new Set(orders).size).toBe(folders.length);
});

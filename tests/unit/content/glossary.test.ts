import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { glossaryEntry } from '../../../src/content/glossary.ts';

const raw = load(readFileSync('src/content/glossary.yaml', 'utf8')) as Record<string, unknown>;

describe('the glossary', () => {
  it.each(Object.entries(raw))('has %s in the lesson that it names', (_, entry) => {
    const { term, lesson } = glossaryEntry.parse(entry);
    const text = readFileSync(`src/content/docs/${lesson}.mdx`, 'utf8');
    expect(text.toLowerCase()).toContain(term.toLowerCase());
  });

  it('has each term once', () => {
    const terms = Object.values(raw).map((entry) => glossaryEntry.parse(entry).term);
    expect(new Set(terms).size).toBe(terms.length);
  });
});

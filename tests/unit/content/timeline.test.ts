import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inYears } from '../../../src/components/timeline/years.ts';
import { moments } from '../../../src/content/timeline.ts';

const page = readFileSync('src/content/docs/reference/timeline.mdx', 'utf8');
const sources = load(readFileSync('src/content/sources.yaml', 'utf8')) as Record<
  string,
  { where: string; note: string }
>;
const ENTRY = /<Entry date=\{moments\.(\w+)\}>[\s\S]*?<Cite id="([\w-]+)"/g;
const entries = [...page.matchAll(ENTRY)].map(([, of = '', cited = '']) => ({ of, cited }));
const dates: Record<string, string> = moments;

describe('the timeline', () => {
  it('has a year begin with its first month and its first day', () => {
    expect(['2017-01', '2017-01-01', '2017-07'].map(inYears)).toEqual([2017, 2017, 2017.5]);
  });

  it('lists every moment once, in order of time', () => {
    expect(entries.map(({ of }) => of)).toEqual(Object.keys(moments));
    const times = Object.values(moments).map(inYears);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it.each(entries)('dates $of as its source does', ({ of, cited }) => {
    const { where = '', note = '' } = sources[cited] ?? {};
    const [, year, month] = /arXiv (\d\d)(\d\d)\./.exec(where) ?? [];
    const [day = ''] = /\d+ [A-Z]\w+ \d{4}/.exec(`${where} ${note}`) ?? [];
    const wanted = year ? `20${year}-${month}` : new Date(`${day} UTC`).toISOString().slice(0, 10);
    expect(dates[of]).toBe(wanted);
  });
});

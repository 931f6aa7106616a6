import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { load } from 'js-yaml';

const page = readFileSync('src/content/docs/reference/audit.mdx', 'utf8');
const claims = load(readFileSync('src/content/audit/claims.yaml', 'utf8')) as Record<
  string,
  { readonly verdict: string }
>;
const lines = load(readFileSync('src/content/audit/lines.yaml', 'utf8')) as Record<
  string,
  { readonly hunt?: string; readonly record?: string }
>;

function ids(component: string): string[] {
  return [...page.matchAll(new RegExp(`<${component}\\s+id="(\\w+)"`, 'g'))].map(
    ([, id = '']) => id,
  );
}

test('the page has every claim once, in order', () => {
  expect(Object.keys(claims)).toEqual(Array.from({ length: 20 }, (_, i) => `A${i}`));
  expect(ids('Graded')).toEqual(Object.keys(claims));
});

test('the page has every line of the listings once, in order', () => {
  expect(Object.keys(lines)).toEqual(Array.from({ length: 17 }, (_, i) => `B${i + 1}`));
  expect(ids('Line')).toEqual(Object.keys(lines));
});

test('what was read elsewhere is numbered in order, and each says where', () => {
  const elsewhere = readFileSync('src/content/docs/reference/elsewhere.mdx', 'utf8');
  const found = [...elsewhere.matchAll(/<Claim\s+id="(E\d+)"[^>]*>\s*(Read (?:at|in) )?/g)];
  expect(found.length).toBeGreaterThan(0);
  expect(found.map(([, id]) => id)).toEqual(found.map((_, i) => `E${i + 1}`));
  expect(found.filter(([, , where]) => !where).map(([, id]) => id)).toEqual([]);
});

test.each(globSync('src/content/docs/**/*.mdx'))('%s gives the verdicts of the audit', (path) => {
  const text = readFileSync(path, 'utf8');
  for (const [, id = '', verdict] of text.matchAll(
    /<Claim\s+id="(A\d+)"\s+says="[^"]*"\s+verdict="(\w+)"/g,
  )) {
    expect(`${id} ${verdict ?? ''}`).toBe(`${id} ${claims[id]?.verdict ?? 'unknown'}`);
  }
});

test.each(globSync('src/content/audit/lines/*/listing.py'))('%s is what was run', (path) => {
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
  const printed = readFileSync(path.replace('listing.py', 'printed.txt'), 'utf8');
  expect(printed.split('\n')[0]).toContain(digest);
  const records = Object.values(lines).map(({ record }) => record);
  expect(records).toContain(path.replaceAll('\\', '/').split('/').at(-2));
});

import { mdxToJs } from 'satteri';
import { expect, test } from 'vitest';
import { cutAtTerms } from '../../../src/components/term/find.ts';
import type { Term } from '../../../src/components/term/find.ts';
import { termLinks } from '../../../src/components/term/plugin.ts';
import { courseLessons } from '../../../src/content/course.ts';
import { readGlossary } from '../../../src/content/glossary.ts';

const term = (id: string, lesson: string, ...forms: string[]): Term => ({
  id,
  lesson,
  forms,
  definition: `What "${id}" is.`,
});
const mask = term('mask', 'attention/masks', 'mask', 'masks');
const causal = term('causal-mask', 'attention/masks', 'causal mask');
const rope = term('rope', 'attention/positions', 'RoPE');
const attention = term('attention', 'attention/scaled', 'attention');
const terms = [mask, causal, rope, attention];

const cut = (text: string) =>
  cutAtTerms(text, new Set(terms)).map((piece) => piece.term?.id ?? piece.text);

test('the first use of each term is found, the longer of two, as a word of its own', () => {
  expect(cut('A causal mask is a mask. Masks hide.')).toEqual([
    'A ',
    'causal-mask',
    ' is a ',
    'mask',
    '. Masks hide.',
  ]);
  expect(cut('Masks: unmasked self-attention and rope')).toEqual([
    'mask',
    ': unmasked self-attention and rope',
  ]);
  expect(cut('RoPE')).toEqual(['rope']);
  expect(cut('nothing')).toEqual(['nothing']);
});

const docs = new URL('file:///content/docs/');
const pages = ['attention/many-heads', 'attention/masks'];

function compile(text: string, page = 'attention/many-heads'): string {
  const plugin = termLinks({ docs, pages, terms });
  const fileURL = new URL(`${page}.mdx`, docs);
  return mdxToJs(text, { mdastPlugins: [plugin], fileURL }).code;
}

const linked = (code: string) =>
  [...code.matchAll(/glossary\/#term-([\w-]+)/g)].map(([, id]) => id);

test('a page links each term once, in prose alone', () => {
  const prose = 'Attention wants a mask.\n\n- the mask and **attention** of RoPE\n';
  expect(linked(compile(prose))).toEqual(['attention', 'mask', 'rope']);
  const elsewhere =
    '## A mask\n\n`mask` [mask](x/) ![mask](x.png)\n\n| mask |\n| - |\n| mask |\n\n**mask**\n';
  expect(linked(compile(elsewhere))).toEqual([]);
  expect(compile('a mask')).toContain('What \\"mask\\" is.');
});

test('a page links no term that it defines, and other pages link none', () => {
  expect(linked(compile('A mask for attention.', 'attention/masks'))).toEqual(['attention']);
  expect(linked(compile('A mask for attention.', 'interview/review'))).toEqual([]);
});

test('each page starts anew', () => {
  for (let page = 0; page < 2; page += 1) expect(linked(compile('a mask'))).toEqual(['mask']);
});

test('a term stands as it is or with an s, if the glossary says no more', () => {
  const glossary = readGlossary(new URL('../../../src/content/', import.meta.url));
  const formsOf = (id: string) => glossary.find((entry) => entry.id === id)?.forms;
  expect([formsOf('token'), formsOf('window')]).toEqual([['token', 'tokens'], []]);
});

test('the glossary has a lesson of the course for each term, and no form twice', () => {
  const glossary = readGlossary(new URL('../../../src/content/', import.meta.url));
  for (const { lesson } of glossary) expect(courseLessons).toContain(lesson);
  const forms = glossary.flatMap((entry) => entry.forms);
  expect(new Set(forms).size).toBe(forms.length);
});

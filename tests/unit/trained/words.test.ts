import { describe, expect, test } from 'vitest';
import { readTyped, tokensOf, unknownOf } from '../../../src/components/trained/words.ts';
import { CAPTION_WORDS, ENGLISH } from '../../../src/world/language/index.ts';

const bounds = { max: 8 };
const read = (text: string) => readTyped(text, ENGLISH, bounds);

describe('a typed text', () => {
  test('becomes words in lower case, and keeps what was typed', () => {
    const { words, problem } = read('A Red circle.');
    expect(problem).toBeUndefined();
    expect(words.map(({ text }) => text)).toEqual(['A', 'Red', 'circle', '.']);
    expect(tokensOf({ words })).toEqual(['a', 'red', 'circle', '.']);
    expect(words.every(({ known }) => known)).toBe(true);
  });

  test.each([
    ['', /no word/],
    [' \n\t ', /no word/],
    ['red '.repeat(9), /9 words and signs; up to 8 fit/],
    ['x'.repeat(41), /41 characters long; up to 40/],
    ['red '.repeat(10_000), /40,000 characters; up to 328 fit/],
  ])('%j is a problem', (text, problem) => {
    const typed = read(text);
    expect(typed.problem).toMatch(problem);
    expect(typed.words).toEqual([]);
  });

  test('of the greatest length fits', () => {
    expect(read('red '.repeat(8)).words).toHaveLength(8);
    expect(read('x'.repeat(40)).problem).toBeUndefined();
  });
});

describe('unknown words', () => {
  test('are named once, with what is near', () => {
    const { named, more } = unknownOf(read('a crcle , a crcle , Sqare'), CAPTION_WORDS);
    expect(more).toBe(0);
    expect(named.map(({ word }) => word)).toEqual(['crcle', 'sqare']);
    expect(named.map(({ nearest }) => nearest[0])).toEqual(['circle', 'square']);
  });

  test('are counted where there are many', () => {
    const { named, more } = unknownOf(read('q1 q2 q3 q4 q5 q6 red'), CAPTION_WORDS);
    expect([named.length, more]).toEqual([4, 2]);
  });

  test('a special token is not a word that one can type', () => {
    expect(tokensOf(read('[cls]'))).toEqual(['[', 'cls', ']']);
    expect(read('[cls]').words.some(({ known }) => known)).toBe(false);
  });
});

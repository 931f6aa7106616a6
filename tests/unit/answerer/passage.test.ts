import { expect, test } from 'vitest';
import { drawPassage, write } from '../../../src/components/answerer/passage.ts';
import { readTyped, tokensOf } from '../../../src/components/trained/words.ts';
import { readInput } from '../../../src/engine/trained/read-input.ts';
import { TRAINED_LIMITS } from '../../../src/engine/trained/limits.ts';
import { ENGLISH } from '../../../src/world/language/index.ts';
import { MAX_SENTENCES, MIN_SENTENCES } from '../../../src/world/story/index.ts';

const seeds = Array.from({ length: 50 }, (_, seed) => seed);

test('text has no space before a sign', () => {
  expect(write('at the top , a ring loops . where is it ?'.split(' '))).toBe(
    'at the top, a ring loops. where is it?',
  );
});

test.each([MIN_SENTENCES, 6, MAX_SENTENCES])('%i sentences hold their answer', (sentences) => {
  for (const seed of seeds) {
    const { paragraph, question, answer } = drawPassage(seed, sentences);
    expect(paragraph.split('.')).toHaveLength(sentences + 1);
    expect(` ${paragraph.replace(/[.,]/g, ' ')} `).toContain(` ${answer} `);
    expect(question).toMatch(/\?$/);
  }
});

test('the model knows every word, and the engine takes it all', () => {
  for (const seed of seeds) {
    const passage = drawPassage(seed, MAX_SENTENCES);
    const paragraph = readTyped(passage.paragraph, ENGLISH, TRAINED_LIMITS.paragraph);
    const question = readTyped(passage.question, ENGLISH, TRAINED_LIMITS.question);
    expect([...paragraph.words, ...question.words].every(({ known }) => known)).toBe(true);
    const input = { question: tokensOf(question), paragraph: tokensOf(paragraph), record: false };
    expect(readInput('answer', input)).toEqual(input);
  }
});

test('a seed gives its own paragraph, again and again', () => {
  expect(drawPassage(3, 6)).toEqual(drawPassage(3, 6));
  expect(new Set(seeds.map((seed) => drawPassage(seed, 6).paragraph)).size).toBe(50);
});

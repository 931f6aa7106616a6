import { expect, test } from 'vitest';
import { expand, wantedOf } from '../../../src/components/studio/prompt.ts';
import { START_PROMPT } from '../../../src/components/studio/state.ts';
import { promptNotes } from '../../../src/components/trained/notes.ts';
import { readTyped, tokensOf } from '../../../src/components/trained/words.ts';
import { TRAINED_LIMITS } from '../../../src/engine/trained/limits.ts';
import { readInput } from '../../../src/engine/trained/read-input.ts';
import { ENGLISH } from '../../../src/world/language/index.ts';

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

test('a short prompt is told in full, and says what it said', () => {
  for (const seed of seeds) {
    const { caption, expanded } = expand('a red ring', seed, 9);
    const [thing] = wantedOf(caption)?.things ?? [];
    expect(expanded).toBe(true);
    expect(thing).toMatchObject({ color: 'red', shape: 'ring' });
    expect([thing?.size, thing?.place, thing?.motion]).not.toContain(undefined);
  }
  const captions = seeds.map((seed) => expand('a red ring', seed, 9).caption);
  expect(new Set(captions).size).toBeGreaterThan(20);
  expect(expand('a red ring', 5, 9)).toEqual(expand('a red ring', 5, 9));
});

test('the first prompt keeps its relation, and the model takes its caption', () => {
  for (const seed of seeds) {
    const { caption } = expand(START_PROMPT, seed, 9);
    expect(wantedOf(caption)?.relation).toBe('above');
    const text = readTyped(caption, ENGLISH, TRAINED_LIMITS.sentence);
    expect(text.words.every(({ known }) => known)).toBe(true);
    const size = { frames: 9, height: 32, width: 32 };
    const rest = { steps: 25, guidance: 3, seed, size, preview: 'clip' };
    expect(() => readInput('sample', { prompt: tokensOf(text), ...rest })).not.toThrow();
  }
});

test('a prompt for a single frame is told without motion, in the words of training', () => {
  for (const seed of seeds) {
    const whole = wantedOf(expand(START_PROMPT, seed, 9).caption);
    const { caption, expanded } = expand(START_PROMPT, seed, 1);
    const [first, second] = wantedOf(caption)?.things ?? [];
    expect(expanded).toBe(true);
    expect(first).toEqual({ ...whole?.things[0], motion: undefined });
    expect([first?.size, first?.place, second?.size]).not.toContain(undefined);
  }
  expect(expand('a small red circle moves right at the top', 1, 1).caption).toBe(
    'a small red circle at the top',
  );
});

test.each([
  ['a red blue circle', /red and blue at once/],
  ['a circle that moves', /needs a direction/],
  ['a red circle above', /“above” needs a second thing/],
])('%j is left as it is, and what is wrong is said', (prompt, note) => {
  expect(expand(prompt, 1, 9)).toEqual({ caption: prompt, expanded: false });
  expect(wantedOf(prompt)).toBeUndefined();
  expect(promptNotes(prompt).join(' ')).toMatch(note);
});

test('of a good prompt there is nothing to say', () => {
  expect(promptNotes(START_PROMPT)).toEqual([]);
});

test('a prompt without words is left as it is', () => {
  expect(expand('', 1, 9)).toEqual({ caption: '', expanded: false });
  expect(promptNotes('')).toEqual([]);
});

import { expect, test } from 'vitest';
import { START_TEXT, chancesOf, saidOf } from '../../../src/components/classifier/state.ts';
import { parseEnglish } from '../../../src/world/language/index.ts';

const result = { classes: ['no', 'yes'], chances: Float32Array.of(0.25, 0.75) };

test('the likeliest class comes first, and is said', () => {
  expect(chancesOf(result)).toEqual([
    { name: 'yes', chance: 0.75 },
    { name: 'no', chance: 0.25 },
  ]);
  expect(saidOf(result)).toBe('The model says “yes”: 75%.');
});

test('the first sentence is about two things', () => {
  const parsed = parseEnglish(START_TEXT);
  expect('meaning' in parsed && parsed.meaning.things).toHaveLength(2);
});

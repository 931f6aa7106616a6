import { describe, expect, test } from 'vitest';
import {
  answerOf,
  checkSentences,
  costSentence,
  countSentence,
  flatSentence,
  likeliest,
  lookSentence,
  rowLabels,
  rowSlice,
  sentencesOf,
  wordsOf,
} from '../../../src/components/levels/state.ts';
import type { Shown } from '../../../src/components/levels/state.ts';
import { readTyped } from '../../../src/components/trained/words.ts';
import { ANSWERS, readRows } from '../../../src/engine/models/multilevel.ts';
import { flatCost, levelsCost } from '../../../src/engine/models/multilevel-cost.ts';
import { totalMacs } from '../../../src/model/multilevel/cost.ts';
import { ENGLISH } from '../../../src/world/language/index.ts';
import {
  FACTS,
  NOT_TOLD,
  parseAnswer,
  sameAnswer,
  sayAnswer,
} from '../../../src/world/story/index.ts';

const question = 'what color is it ?'.split(' ');
const sentences = ['a red ring loops .', 'it is small .'].map((text) => text.split(' '));
const { tokens: rows } = readRows(question, sentences);
const red = FACTS.findIndex(({ value }) => value === 'red');

/** A model that is sure of red: each row looks at the next one, and its last word counts half. */
const shown: Shown = {
  answer: {
    rows,
    answer: red,
    chances: Float32Array.from(ANSWERS, (_, i) => (i === red ? 0.75 : 0.25 / (ANSWERS.length - 1))),
    words: rows.map((row) =>
      Float32Array.from(row, (_, i) => (i === row.length - 1 ? 0.5 : 0.5 / (row.length - 1))),
    ),
    attention: [
      {
        name: 'sentences.0.self.pattern',
        shape: [2, 3, 3],
        data: Float32Array.of(0, 1, 0, 0, 0, 1, 1, 0, 0, ...Array<number>(9).fill(1 / 3)),
      },
    ],
    milliseconds: 4,
    flat: {
      answer: 0,
      chances: Float32Array.from(ANSWERS, (_, i) => (i === 0 ? 0.5 : 0)),
      milliseconds: 9,
    },
  },
};

test('the flat reader is heard beside it', () => {
  expect(flatSentence(shown)).toContain(`: ${sayAnswer(ANSWERS[0] ?? NOT_TOLD)} (50%).`);
});

describe('a paragraph', () => {
  test('is cut after each sign that ends a sentence', () => {
    expect(sentencesOf('a b . c ! d ? e'.split(' '))).toEqual([
      ['a', 'b', '.'],
      ['c', '!'],
      ['d', '?'],
      ['e'],
    ]);
    expect(sentencesOf([])).toEqual([]);
  });

  const check = (text: string) =>
    checkSentences(readTyped(text, ENGLISH, { max: 1024 })).problem ?? '';

  test('may have 64 sentences, and no more', () => {
    expect(check('it moves. '.repeat(64))).toBe('');
    expect(check('it moves. '.repeat(65))).toMatch(/65 sentences; up to 64 fit/);
  });

  test('may have sentences of 64 words and signs, and no longer ones', () => {
    expect(check(`it moves. ${'a '.repeat(63)}.`)).toBe('');
    expect(check(`it moves. ${'a '.repeat(64)}.`)).toMatch(/Sentence 2 has 65 words/);
  });
});

test('an answer is said in its usual words', () => {
  expect(answerOf(shown)).toBe('red (75%).');
  expect(likeliest(shown)).toHaveLength(5);
  expect(likeliest(shown)[0]).toEqual({ name: 'red', chance: 0.75 });
  for (const answer of ANSWERS) {
    expect(sameAnswer(answer, parseAnswer(sayAnswer(answer).split(' ')))).toBe(true);
  }
});

test('each word of a row has its share', () => {
  expect(wordsOf(shown).map((row) => row.map(({ text }) => text))).toEqual(rows);
  for (const row of wordsOf(shown)) {
    expect(row.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
  }
  expect(countSentence(shown, 0)).toBe('In the question, “?” counts most: 50%.');
  expect(countSentence(shown, 2)).toMatch(/^In sentence 2, “\.”/);
});

test('a row looks at rows', () => {
  expect(rowLabels(shown)).toEqual(['question', '1', '2']);
  const slice = rowSlice(shown, { layer: 0, head: 0 });
  expect([slice.rows, slice.columns]).toEqual([3, 3]);
  expect(Array.from(slice.data)).toEqual([0, 1, 0, 0, 0, 1, 1, 0, 0]);
  expect(lookSentence(shown, { layer: 0, head: 0 }, 0)).toBe(
    'In this head, the question looks most at sentence 1 (100%): “a red ring loops.”',
  );
  expect(lookSentence(shown, { layer: 0, head: 0 }, 2)).toMatch(/looks most at the question/);
});

test('the cost is that of these rows, and of the same words in one line', () => {
  // Three rows, the widest with [cls] and five tokens; in one line 15 tokens and two marks more.
  const [levels, flat] = [levelsCost(3, 6), flatCost(17)].map(totalMacs);
  const millions = (macs = NaN) => `${(macs / 1e6).toFixed(1)} million`;
  expect(costSentence(shown)).toContain(`with ${millions(levels)}`);
  expect(costSentence(shown)).toContain(`took 9 ms and ${millions(flat)}`);
});

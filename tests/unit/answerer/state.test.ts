import { describe, expect, test } from 'vitest';
import {
  answerOf,
  fromsOf,
  likeliest,
  lookSentence,
  looksOf,
  sentenceSlice,
  sumNames,
  sumsOf,
  wordsOf,
} from '../../../src/components/answerer/state.ts';
import type { Shown } from '../../../src/components/answerer/state.ts';
import { readQuestion } from '../../../src/engine/models/text.ts';

const question = 'where is it ?'.split(' ');
const paragraph = 'it moves . it is on the left .'.split(' ');
const { tokens: read, passage } = readQuestion(question, paragraph);
const T = read.length;
/** Place t gives half to place t + 1, around the end, and the rest to all evenly. */
const pattern = Float32Array.from({ length: T * T }, (_, i) => {
  const [t, s] = [Math.floor(i / T), i % T];
  return (s === (t + 1) % T ? 0.5 : 0) + 0.5 / T;
});
const first = 6;

function shownWith(span: { start: number; end: number }): Shown {
  const logits = Float32Array.from(read, (_, i) => (i === span.start ? 3 : i === 0 ? 9 : 1));
  return {
    question,
    paragraph,
    answer: {
      read,
      passage,
      start: logits,
      end: logits,
      span: { ...span, score: 0 },
      attention: [{ name: 'encoder.0.self.pattern', shape: [1, T, T], data: pattern }],
      tensors: [],
      milliseconds: 1,
    },
  };
}

const shown = shownWith({ start: first + 5, end: first + 7 });
const head = { layer: 0, head: 0 };

describe('the paragraph', () => {
  test('stands where the model reads it', () => {
    const words = wordsOf(shown);
    expect(words.map(({ text }) => text)).toEqual(paragraph);
    expect(words.map(({ place }) => read[place])).toEqual(paragraph);
    expect(words.map(({ place }) => passage[place])).toEqual(paragraph.map(() => true));
  });

  test('has sentences, and words that answer', () => {
    const words = wordsOf(shown);
    expect(words.map(({ sentence }) => sentence)).toEqual([1, 1, 1, 2, 2, 2, 2, 2, 2]);
    expect(words.filter(({ answers }) => answers).map(({ text }) => text)).toEqual([
      'on',
      'the',
      'left',
    ]);
  });
});

test('the answer is told with its sentence, or that there is none', () => {
  expect(answerOf(shown)).toBe('“on the left”, in sentence 2.');
  expect(answerOf(shownWith({ start: 0, end: 0 }))).toMatch(/^Not told/);
});

test('one can look from the answer and from each word of the question', () => {
  const froms = fromsOf(shown);
  expect(froms.map(({ word }) => word)).toEqual(['on', ...question]);
  expect(froms.map(({ place }) => read[place])).toEqual(['on', ...question]);
  expect(fromsOf(shownWith({ start: 0, end: 0 }))[0]?.word).toBe('[cls]');
});

describe('attention by sentence', () => {
  test('adds up to 1, and each sum is that of its words', () => {
    for (const { place } of fromsOf(shown)) {
      const looks = looksOf(shown, head, place);
      const sums = sumsOf(shown, looks);
      expect(sums).toHaveLength(sumNames(shown).length);
      expect(sums.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
      const second = wordsOf(shown).filter(({ sentence }) => sentence === 2);
      const own = second.reduce((sum, word) => sum + (looks[word.place] ?? NaN), 0);
      expect(sums[2]).toBeCloseTo(own, 6);
    }
  });

  test('has a row for each place to look from', () => {
    const slice = sentenceSlice(shown, head);
    expect([slice.rows, slice.columns]).toEqual([5, 4]);
    // "on" looks at "the", which is in sentence 2.
    expect(slice.data[2]).toBeCloseTo(0.5 + (0.5 * 6) / T, 6);
    // The last word of the question looks at [sep], a mark.
    expect(slice.data[4 * 4 + 3]).toBeCloseTo(0.5 + (0.5 * 3) / T, 6);
  });

  test('is told', () => {
    const [from] = fromsOf(shown);
    if (!from) throw new Error('no place');
    expect(lookSentence(shown, head, from)).toMatch(
      /^“on” looks most at “the” \(53%\).*sentence 2/,
    );
  });
});

test('only places of the paragraph have a chance, which add up to 1', () => {
  const places = likeliest(shown, shown.answer.start, 20);
  expect(places).toHaveLength(paragraph.length);
  expect(places[0]?.name).toBe('on (3)');
  expect(places[0]?.chance).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 8), 6);
  expect(places.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 6);
});

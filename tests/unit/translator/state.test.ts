import { expect, test } from 'vitest';
import {
  START_TEXT,
  cacheOf,
  cacheSentence,
  chineseOf,
  crossOf,
  lookOf,
  lookSentence,
  rowsOf,
} from '../../../src/components/translator/state.ts';
import type { Shown } from '../../../src/components/translator/state.ts';
import { readTyped, tokensOf } from '../../../src/components/trained/words.ts';
import { SOURCE } from '../../../src/engine/models/config.ts';
import { readInput } from '../../../src/engine/trained/read-input.ts';

/** Two heads over three words; head 1 of layer 0 looks at another word with each token. */
function step(token: string, at: number) {
  const cross = [0, 1].map((layer) => {
    const data = new Float32Array(6).fill(0.1);
    data[3 + ((at + layer) % 3)] = 0.8;
    return { name: `decoder.${layer}.cross.pattern`, shape: [2, 3], data };
  });
  const candidates = [
    { token, chance: 0.75 },
    { token: '有', chance: 0.125 },
  ];
  return { token, candidates, cross, cacheBytes: 1000 + 64 * at, tensors: [] };
}

const shown: Shown = {
  source: ['red', 'circle', 'moves'],
  steps: ['红色', '圆形', '移动', '[eos]'].map(step),
};
const head = { layer: 0, head: 1 };

test('the first sentence is one that the model knows and the engine takes', () => {
  const text = readTyped(START_TEXT, SOURCE, { max: 64 });
  expect(text.words.every(({ known }) => known)).toBe(true);
  expect(() => readInput('translate', { tokens: tokensOf(text), record: false })).not.toThrow();
});

test('tokens are written without spaces, and the end is not written', () => {
  expect(chineseOf(shown, 4)).toBe('红色圆形移动');
  expect(chineseOf(shown, 2)).toBe('红色圆形');
});

test('the matrix has a row for each token in sight, of the head that is looked at', () => {
  const slice = crossOf(shown, head, 2);
  expect([slice.rows, slice.columns]).toEqual([2, 3]);
  expect(slice.data[0]).toBeCloseTo(0.8);
  expect(slice.data[4]).toBeCloseTo(0.8);
  expect(crossOf(shown, { layer: 1, head: 1 }, 1).data[1]).toBeCloseTo(0.8);
});

test('what a token looked at most is named, with its share', () => {
  expect(lookOf(shown, step('x', 1), head).word).toBe('circle');
  expect(lookSentence(shown, 3, head)).toBe(
    'When it chose “移动”, layer 1, head 2 looked most at “moves”: 80%.',
  );
  expect(lookSentence(shown, 9, head)).toBe('');
});

test('the cache grows by the same with each token', () => {
  expect(cacheOf(shown, 3)).toEqual({ bytes: 1128, growth: 64 });
  expect(cacheSentence(shown, 1)).toContain('After 1 token the cache holds 1,000 bytes');
  expect(cacheOf({ ...shown, steps: [] }, 0)).toEqual({ bytes: 0, growth: 0 });
});

test('each token is a row of the table', () => {
  const rows = rowsOf(shown, head);
  expect(rows).toHaveLength(4);
  expect(rows[1]).toEqual({
    token: '圆形',
    chance: '75%',
    next: '有 13%',
    looks: 'circle 80%',
    bytes: 1064,
  });
});

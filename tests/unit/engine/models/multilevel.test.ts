import '../../model/backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { flatCost, levelsCost } from '../../../../src/engine/models/multilevel-cost.ts';
import { ANSWERS, readRows } from '../../../../src/engine/models/multilevel.ts';
import { readQuestion } from '../../../../src/engine/models/text.ts';
import {
  flatLogits,
  initFlat,
  initLevels,
  levelsLogits,
} from '../../../../src/engine/trained/worker/levels.ts';
import { createRandom, recorder, totalMacs } from '../../../../src/model/index.ts';
import { COLORS, MOTIONS, PLACES, SHAPES, SIZES } from '../../../../src/world/scene.ts';
import { roughen } from '../../model/cases.ts';

const random = createRandom(4);
const levels = roughen(random, initLevels(random));
const flat = roughen(random, initFlat(random));

const QUESTION = 'what size is the red circle ?'.split(' ');
const SENTENCES = ['a red circle loops .', 'it is small .', 'the blue square is large .'].map(
  (sentence) => sentence.split(' '),
);
const { ids: rows, tokens } = readRows(QUESTION, SENTENCES);
const [asked = [], ...told] = rows;
const { ids } = readQuestion(QUESTION, SENTENCES.flat());

const logitsOf = (tensor: tf.Tensor) => tensor.arraySync() as number[][];

/** The logits of rows, and every tensor on the way. */
function watch(document: typeof rows) {
  const { tap, tensors } = recorder();
  const [logits = []] = logitsOf(levelsLogits(levels, [document], tap));
  const find = (name: string) => {
    const found = tensors.find((tensor) => tensor.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  return { logits, find };
}

const expectClose = (got: readonly number[], wanted: readonly number[]) => {
  expect(got).toHaveLength(wanted.length);
  got.forEach((logit, i) => expect(logit).toBeCloseTo(wanted[i] ?? NaN, 3));
};

/** The multiply-accumulates of every matrix product that ran: rows · columns · depth. */
async function counted(run: () => tf.Tensor): Promise<number> {
  const { kernels } = await tf.profile(() => tf.tidy(run));
  const products = kernels.filter(({ name }) => /MatMul/.test(name));
  expect(products.length).toBeGreaterThan(10);
  return products.reduce((sum, { inputShapes, outputShapes }) => {
    const cells = outputShapes[0]?.reduce((product, size) => product * size, 1) ?? NaN;
    return sum + cells * (inputShapes[0]?.at(-1) ?? NaN);
  }, 0);
}

test('every value of a thing is an answer, and that it is not told', () => {
  expect(ANSWERS).toHaveLength(
    [SIZES, COLORS, SHAPES, PLACES, MOTIONS].reduce((sum, { length }) => sum + length, 1),
  );
  expect(new Set(ANSWERS.map((answer) => JSON.stringify(answer))).size).toBe(ANSWERS.length);
  expect(logitsOf(flatLogits(flat, [ids]))[0]).toHaveLength(ANSWERS.length);
  expect(watch(rows).logits).toHaveLength(ANSWERS.length);
});

test('the question is the first row, and a word that is not known is [unk]', () => {
  expect(tokens).toEqual([['[cls]', ...QUESTION], ...SENTENCES]);
  expect(readRows(['where', 'zebra'], [['it']]).tokens).toEqual([
    ['[cls]', 'where', '[unk]'],
    ['it'],
  ]);
});

describe('the cost', () => {
  const row = (length: number) => Array.from({ length }, (_, i) => i % 7);

  test.each([
    [2, 5],
    [5, 9],
    [13, 13],
  ])('of %i rows of %i words is what runs', async (count, words) => {
    const document = Array.from({ length: count }, () => row(words));
    const ran = await counted(() => levelsLogits(levels, [document]));
    expect(ran).toBe(totalMacs(levelsCost(count, words)));
  });

  test.each([5, 40, 133])('of %i tokens is what runs', async (count) => {
    const ran = await counted(() => flatLogits(flat, [row(count).map((id) => id + 1)]));
    expect(ran).toBe(totalMacs(flatCost(count)));
  });
});

describe('padding changes nothing', () => {
  const longer = readRows('where is the pink star ?'.split(' '), [
    ...SENTENCES,
    'the pink star in the bottom right corner is tiny .'.split(' '),
  ]).ids;

  test('of words and of sentences, on two levels', () => {
    const [first = [], second = []] = logitsOf(levelsLogits(levels, [rows, longer]));
    expectClose(first, watch(rows).logits);
    expectClose(second, watch(longer).logits);
    expect(first).not.toEqual(second);
  });

  test('of words, in one row', () => {
    const [first = [], second = []] = logitsOf(flatLogits(flat, [ids, [...ids, ...told.flat()]]));
    expectClose(first, logitsOf(flatLogits(flat, [ids]))[0] ?? []);
    expectClose(second, logitsOf(flatLogits(flat, [[...ids, ...told.flat()]]))[0] ?? []);
  });
});

describe('the order of sentences', () => {
  const order = [2, 0, 1];
  const moved = [asked, ...order.map((n) => told[n] ?? [])];
  const [straight, turned] = [watch(rows), watch(moved)];

  test.each(['sentences.vectors', 'wordPool.pattern'])('means nothing to %s', (name) => {
    const [before, after] = [straight.find(name), turned.find(name)];
    const width = before.data.length / rows.length;
    const rowOf = ({ data }: typeof before, n: number) => [
      ...data.slice(n * width, (n + 1) * width),
    ];
    [0, ...order.map((n) => n + 1)].forEach((from, to) =>
      expectClose(rowOf(after, to), rowOf(before, from)),
    );
  });

  test('means something to the answer: "it" is what the sentence before tells of', () => {
    const apart = straight.logits.map((logit, i) => Math.abs(logit - (turned.logits[i] ?? NaN)));
    expect(Math.max(...apart)).toBeGreaterThan(0.01);
  });

  test('is told by distances alone', () => {
    expectClose(watch([[], [], ...rows]).logits, straight.logits);
    const [apart = NaN] = watch([asked, [], [], ...told]).logits;
    expect(Math.abs(apart - (straight.logits[0] ?? NaN))).toBeGreaterThan(0.001);
  });

  test('of words means something', () => {
    const [first = [], ...rest] = told;
    expect(watch([asked, first.toReversed(), ...rest]).logits).not.toEqual(straight.logits);
  });
});

test('what is looked at is shared out by word and by sentence', () => {
  const { find } = watch(rows);
  const words = find('wordPool.pattern');
  expect(words.shape).toEqual([4, 8]);
  const shares = [0, 1, 2, 3].map((n) => words.data.slice(n * 8, (n + 1) * 8));
  shares.forEach((share, n) => {
    expect(share.reduce((sum, x) => sum + x)).toBeCloseTo(1, 5);
    expect(share.every((x, w) => x > 0 === w < (rows[n]?.length ?? 0))).toBe(true);
  });
  expect(find('sentencePool.pattern').shape).toEqual([1, 4]);
  expect(find('sentences.0.self.pattern').shape).toEqual([1, 4, 4, 4]);
  expect(find('head.logits').shape).toEqual([1, ANSWERS.length]);
});

test('a forward pass leaks no tensor', () => {
  const before = tf.memory().numTensors;
  levelsLogits(levels, [rows]).dispose();
  flatLogits(flat, [ids]).dispose();
  expect(tf.memory().numTensors).toBe(before);
});

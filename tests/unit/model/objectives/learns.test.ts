import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ADAM_2017,
  accuracy,
  adamW,
  answerHead,
  bestSpan,
  classifierHead,
  createRandom,
  crossEntropy,
  exactMatch,
  initAdamW,
  initAnswer,
  initClassifier,
  initHeadTransform,
  initTextModel,
  initTiedHead,
  leavesOf,
  maskTokens,
  nextTokens,
  textLogits,
  textModel,
  tiedLanguageHead,
  valueAndGrads,
  withLeaves,
} from '../../../../src/model/index.ts';
import type { Example } from '../../../../src/model/index.ts';

/** Trains for some steps; returns what was learned, and the losses before each step. */
function train<P extends object>(start: P, steps: number, loss: (params: P) => tf.Scalar) {
  let params = start;
  let state = initAdamW(leavesOf(params));
  const losses = Array.from({ length: steps }, () => {
    const { value, gradients } = valueAndGrads(params, loss);
    const next = adamW(leavesOf(params), gradients, state, 0.05, ADAM_2017);
    params = withLeaves(params, next.weights);
    state = next.state;
    return value.dataSync()[0] ?? NaN;
  });
  return { params, first: losses[0] ?? NaN, last: losses.at(-1) ?? NaN };
}

const [PAD, MASK, V] = [0, 1, 12];
const config = { vocabulary: V, width: 12, heads: 2, inner: 16, layers: 1, norm: 'pre' } as const;
const texts = [
  [2, 3, 4, 5, 6, 7],
  [7, 8, 9, 10, 11, 2],
  [5, 4, 8, 3, PAD, PAD],
];

function batch(examples: readonly Example[]) {
  const rows = (part: (example: Example) => readonly number[]) => examples.map((e) => [...part(e)]);
  return {
    ids: tf.tensor2d(
      rows(({ ids }) => ids),
      undefined,
      'int32',
    ),
    targets: tf.tensor2d(
      rows(({ targets }) => targets),
      undefined,
      'int32',
    ),
    weights: tf.tensor2d(rows(({ weights }) => weights)),
  };
}

const value = (tensor: tf.Tensor) => tensor.dataSync()[0] ?? NaN;

/** Each objective with its head on a text model: the loss falls, and what it measures gets right. */
describe('a small model learns', { timeout: 30_000 }, () => {
  it('masked tokens', () => {
    const random = createRandom(1);
    const special = { mask: MASK, special: [PAD], words: { first: 2, end: V }, rate: 0.3 };
    const data = batch(texts.map((text) => maskTokens(random, text, special)));
    const { ids, targets, weights } = data;
    const start = {
      ...initTextModel(random, config),
      head: { ...initTiedHead(V), transform: initHeadTransform(random, config.width) },
    };
    const logits = (params: typeof start) =>
      tiedLanguageHead(params.head, params.embedding, textModel(params, config, ids));
    const { params, first, last } = train(start, 20, (params) =>
      crossEntropy(logits(params), targets, { weights }),
    );
    expect(last).toBeLessThan(first / 10);
    expect(value(accuracy(logits(params), targets, weights))).toBe(1);
  });

  it('next tokens, with smoothed labels', () => {
    const causal = { ...config, causal: true };
    const { ids, targets, weights } = batch(texts.map((text) => nextTokens(text, PAD)));
    const logits = (params: ReturnType<typeof initTextModel>) => textLogits(params, causal, ids);
    const { params, first, last } = train(initTextModel(createRandom(2), causal), 30, (params) =>
      crossEntropy(logits(params), targets, { weights, smoothing: 0.1 }),
    );
    expect(last).toBeLessThan(first / 2);
    expect(value(exactMatch(logits(params), targets, weights))).toBe(1);
  });

  it('classes and answers', () => {
    const random = createRandom(3);
    const ids = tf.tensor2d(texts, undefined, 'int32');
    const [classes, spans] = [
      tf.tensor1d([2, 0, 1], 'int32'),
      tf.tensor2d(
        [
          [1, 3],
          [0, 0],
          [2, 3],
        ],
        undefined,
        'int32',
      ),
    ];
    const start = {
      ...initTextModel(random, config),
      classifier: initClassifier(random, config.width, 3),
      answer: initAnswer(random, config.width),
    };
    const both = (params: typeof start) => {
      const x = textModel(params, config, ids);
      return {
        classLogits: classifierHead(params.classifier, x, { pool: 'mean' }),
        answerLogits: answerHead(params.answer, x),
      };
    };
    const { params, first, last } = train(start, 20, (params) => {
      const { classLogits, answerLogits } = both(params);
      const answering = crossEntropy(answerLogits, spans);
      return tf.add(crossEntropy(classLogits, classes), answering);
    });
    expect(last).toBeLessThan(first / 10);
    const { classLogits, answerLogits } = both(params);
    expect(value(accuracy(classLogits, classes))).toBe(1);
    const found = answerLogits.arraySync().map(([from = [], to = []]) => bestSpan(from, to));
    expect(found.map(({ start, end }) => [start, end])).toEqual([
      [1, 3],
      [0, 0],
      [2, 3],
    ]);
  });
});

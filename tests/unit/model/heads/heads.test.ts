import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  NO_ANSWER,
  addLoras,
  answerHead,
  bestSpan,
  classifierHead,
  countParams,
  createRandom,
  flatten,
  initAnswer,
  initClassifier,
  initEmbedding,
  initHeadTransform,
  initLanguageHead,
  initTiedHead,
  languageHead,
  paddingMask,
  recorder,
  tiedLanguageHead,
} from '../../../../src/model/index.ts';
import type { Tap } from '../../../../src/model/index.ts';
import { NO_ANSWER_STEP } from '../../../../src/model/steps/heads-answer.ts';
import { normal, roughen } from '../cases/support.ts';
import { plain } from '../fixtures.ts';

const random = createRandom(91);
const [B, T, D, V, C] = [2, 4, 6, 5, 3];
const x = normal<tf.Rank.R3>(random, [B, T, D]);
const rough = <P extends object>(params: P) => roughen(random, params);

describe('initialization', () => {
  const shapes = (params: object) => flatten(params).map(([path, { shape }]) => [path, ...shape]);

  it('gives every head its weights', () => {
    expect(shapes(initLanguageHead(random, D, V))).toEqual([
      ['output.weight', D, V],
      ['output.bias', V],
    ]);
    expect(shapes(initTiedHead(V))).toEqual([['bias', V]]);
    expect(shapes(initHeadTransform(random, D))).toEqual([
      ['dense.weight', D, D],
      ['dense.bias', D],
      ['norm.gain', D],
      ['norm.bias', D],
    ]);
    expect(shapes(initClassifier(random, D, C))).toEqual([
      ['output.weight', D, C],
      ['output.bias', C],
    ]);
    expect(shapes(initAnswer(random, D))).toEqual([
      ['output.weight', D, 2],
      ['output.bias', 2],
    ]);
  });

  it('starts a tied head without a preference', () => {
    expect(Array.from(initTiedHead(3).bias.dataSync())).toEqual([0, 0, 0]);
  });

  it('saves V·D weights where the head is tied', () => {
    const saved = countParams(initLanguageHead(random, D, V)) - countParams(initTiedHead(V));
    expect(saved).toBe(V * D);
  });
});

describe('adapters', () => {
  const adapted = <P extends object>(params: P) =>
    addLoras(random, params, { rank: 1 }, () => true);
  const names = (forward: (tap: Tap) => unknown) => {
    const { tap, tensors } = recorder();
    forward(tap);
    return tensors.map(({ name }) => name);
  };

  it('of a head are tapped under the path of their weight', () => {
    const transform = initHeadTransform(random, D);
    const language = adapted({ ...initLanguageHead(random, D, V), transform });
    const classifier = adapted(initClassifier(random, D, C));
    const answer = adapted(initAnswer(random, D));
    expect(names((tap) => languageHead(language, x, { tap }))).toEqual([
      'transform.dense.low',
      'transform.dense',
      'transform.hidden',
      'transform.norm',
      'output.low',
      'logits',
    ]);
    expect(names((tap) => classifierHead(classifier, x, { pool: 'mean', tap }))).toEqual([
      'shares',
      'pooled',
      'output.low',
      'logits',
    ]);
    expect(names((tap) => answerHead(answer, x, { tap }))).toEqual(['output.low', 'logits']);
  });
});

describe('language heads', () => {
  it('tied, is the head whose weight is the table turned', () => {
    const embedding = initEmbedding(random, V, D);
    const { bias } = rough(initTiedHead(V));
    const weight = tf.transpose(embedding.table);
    const wanted = languageHead({ output: { weight, bias } }, x);
    const logits = tiedLanguageHead({ bias }, embedding, x);
    expect(logits.shape).toEqual([B, T, V]);
    const gap = tf.max(tf.abs(tf.sub(logits, wanted))).dataSync()[0];
    expect(gap).toBeLessThan(1e-6);
  });

  it('use gelu in the transform unless told otherwise', () => {
    const params = {
      ...rough(initLanguageHead(random, D, V)),
      transform: initHeadTransform(random, D),
    };
    const told = plain(languageHead(params, x, { activation: 'gelu' }));
    expect(plain(languageHead(params, x))).toEqual(told);
    expect(plain(languageHead(params, x, { activation: 'relu' }))).not.toEqual(told);
  });
});

describe('classifierHead', () => {
  const params = rough(initClassifier(random, D, C));
  const mask = paddingMask([2, 0], T);
  const changed = (more: object, t: number) => {
    const bump = tf.buffer<tf.Rank.R3>([B, T, D]);
    bump.set(1, 0, t, 3);
    const before = plain(classifierHead(params, x, more)).data;
    const after = plain(classifierHead(params, tf.add(x, bump.toTensor()), more)).data;
    return [0, 1].map((b) => [0, 1, 2].some((c) => before[b * C + c] !== after[b * C + c]));
  };

  it('takes the first token unless told otherwise', () => {
    expect(changed({}, 0)).toEqual([true, false]);
    for (const t of [1, 2, 3]) expect(changed({}, t)).toEqual([false, false]);
    expect(plain(classifierHead(params, x))).toEqual(
      plain(classifierHead(params, x, { pool: 'first', mask })),
    );
  });

  it('the mean sees every token but padding', () => {
    const seen = (more: object) =>
      [0, 1, 2, 3].map((t) => changed({ pool: 'mean', ...more }, t)[0]);
    expect(seen({})).toEqual([true, true, true, true]);
    expect(seen({ mask })).toEqual([true, true, false, false]);
  });

  it('the mean does not see order', () => {
    const turned = tf.reverse(x, 1);
    const [a, b] = [x, turned].map((x) => plain(classifierHead(params, x, { pool: 'mean' })).data);
    a?.forEach((logit, i) => {
      expect(b?.[i]).toBeCloseTo(logit, 5);
    });
  });

  it('the mean of nothing is 0: the bias alone speaks', () => {
    const { data } = plain(classifierHead(params, x, { pool: 'mean', mask }));
    expect(data.slice(C)).toEqual(params.output.bias.dataSync());
  });
});

describe('answerHead', () => {
  const params = rough(initAnswer(random, D));
  const mask = tf.tensor4d([0, 1, 1, 0, 1, 0, 0, 1], [B, 1, 1, T]);

  it('replaces the logits outside of the passage, and leaves those inside alone', () => {
    const open = plain(answerHead(params, x)).data;
    const masked = plain(answerHead(params, x, { mask }));
    expect(masked.shape).toEqual([B, 2, T]);
    const keep = mask.dataSync();
    masked.data.forEach((logit, i) => {
      const [b, t] = [Math.floor(i / (2 * T)), i % T];
      expect(logit).toBe(keep[b * T + t] === 1 ? open[i] : NO_ANSWER);
    });
  });

  it('gives the places outside exactly no probability, however large their score', () => {
    const loud = tf.mul<tf.Tensor3D>(x, 1e4);
    const shares = tf.softmax(answerHead(params, loud, { mask }));
    const outside = tf.mul(shares, tf.sub(1, tf.reshape(mask, [B, 1, T])));
    expect(Math.max(...outside.dataSync())).toBe(0);
    const quiet = tf.softmax(answerHead(params, x, { mask }));
    expect(Math.max(...tf.mul(quiet, tf.sub(1, tf.reshape(mask, [B, 1, T]))).dataSync())).toBe(0);
  });

  it('has the number of its step, which float16 holds and whose exponential is 0', () => {
    expect(NO_ANSWER_STEP).toBe(NO_ANSWER);
    expect(NO_ANSWER).toBeGreaterThan(-65504);
    expect(Math.fround(Math.exp(NO_ANSWER + 9000))).toBe(0);
  });
});

describe('bestSpan', () => {
  it('is what trying all spans finds', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { uniform, normal } = createRandom(seed);
      const length = 1 + Math.floor(uniform() * 8);
      const draw = () => Array.from({ length }, () => Math.round(3 * normal()));
      const [start, end] = [draw(), draw()];
      const allowed = start.map((_, t) => t === 0 || uniform() < 0.7);
      const maxLength = 1 + Math.floor(uniform() * 5);
      const all = start.flatMap((s, i) => end.map((e, j) => ({ start: i, end: j, score: s + e })));
      const [wanted] = all
        .filter((span) => span.start <= span.end && span.end - span.start < maxLength)
        .filter((span) => allowed[span.start] && allowed[span.end])
        .toSorted((a, b) => b.score - a.score || a.start - b.start || a.end - b.end);
      expect(bestSpan(start, end, { maxLength, allowed })).toEqual(wanted);
    }
  });

  it('never ends before it starts, even if both argmaxes say so', () => {
    expect(bestSpan([0, 0, 5], [5, 0, 0])).toEqual({ start: 0, end: 0, score: 5 });
  });

  it('may pass over a place that is not allowed, but not end there', () => {
    const allowed = [true, false, true];
    expect(bestSpan([5, 9, 0], [0, 9, 5], { allowed })).toEqual({ start: 0, end: 2, score: 10 });
  });

  it('has at most 30 tokens unless told otherwise', () => {
    const start = Array.from({ length: 40 }, (_, t) => (t === 0 ? 9 : 0));
    const end = (at: number) => start.map((_, t) => (t === at ? 9 : 0));
    expect(bestSpan(start, end(29))).toEqual({ start: 0, end: 29, score: 18 });
    expect(bestSpan(start, end(30)).score).toBe(9);
    expect(bestSpan(start, end(30), { maxLength: 31 }).score).toBe(18);
  });

  it('takes logits below any exponential', () => {
    expect(bestSpan([-1e9, -2e9], [-1e9, -2e9]).start).toBe(0);
  });
});

const spoiled = tf.fill<tf.Rank.R3>([1, 1, D], NaN);
const classifier = initClassifier(random, D, C);
const language = initLanguageHead(random, D, V);
const tied = initTiedHead(V);
const embedding = initEmbedding(random, V, D);
const answer = initAnswer(random, D);
const narrow = tf.zeros<tf.Rank.R3>([B, T, D - 1]);
const nan = 'finite numbers in x, got NaN at [0, 0, 0]';
const width = 'x of shape [B, T, 6], got [2, 4, 5]';
const wrong: [run: () => unknown, message: string][] = [
  [() => languageHead(language, narrow), `languageHead: wanted ${width}`],
  [() => languageHead(language, spoiled), `languageHead: wanted ${nan}`],
  [() => tiedLanguageHead(tied, embedding, narrow), `tiedLanguageHead: wanted ${width}`],
  [() => tiedLanguageHead(tied, embedding, spoiled), `tiedLanguageHead: wanted ${nan}`],
  [
    () => tiedLanguageHead(initTiedHead(4), embedding, x),
    'tiedLanguageHead: wanted bias of shape [5], got [4]',
  ],
  [() => classifierHead(classifier, narrow), `classifierHead: wanted ${width}`],
  [() => classifierHead(classifier, spoiled), `classifierHead: wanted ${nan}`],
  [
    () => classifierHead(classifier, x, { mask: tf.ones([B, 1, T, T]) }),
    'classifierHead: wanted a mask that broadcasts to [2, 1, 1, 4], got [2, 1, 4, 4]',
  ],
  [() => answerHead(answer, narrow), `answerHead: wanted ${width}`],
  [() => answerHead(answer, spoiled), `answerHead: wanted ${nan}`],
  [() => answerHead(classifier, x), 'answerHead: wanted output.weight of shape [6, 2], got [6, 3]'],
  [
    () => answerHead(answer, x, { mask: tf.ones([B, T]) }),
    'answerHead: wanted a mask that broadcasts to [2, 1, 1, 4], got [2, 4]',
  ],
  [() => bestSpan([1, 2], [1]), 'bestSpan: wanted 2 places, got 1'],
  [() => bestSpan([1, 2], [1, 2], { allowed: [true] }), 'bestSpan: wanted 2 places, got 1'],
  [
    () => bestSpan([1], [1], { maxLength: 0 }),
    'bestSpan: wanted maxLength to be a whole number of at least 1, got 0',
  ],
  [
    () => bestSpan([1], [1], { allowed: [false] }),
    'bestSpan: wanted a place where an answer may be, got none',
  ],
];

describe('what a head does not want', () => {
  it.each(wrong.map(([run, message]) => ({ run, message })))('$message', ({ run, message }) => {
    const caught = () => tf.tidy(() => void run());
    expect(caught).toThrow(ModelError);
    expect(caught).toThrow(new RegExp(`^${message.replace(/[[\].+]/g, '\\$&')}$`));
  });
});

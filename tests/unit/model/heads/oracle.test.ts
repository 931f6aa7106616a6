import '../backend.ts';
import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  answerHead,
  bestSpan,
  classifierHead,
  crossEntropy,
  languageHead,
  recorder,
  tiedLanguageHead,
} from '../../../../src/model/index.ts';
import type {
  AnswerParams,
  ClassifierParams,
  EmbeddingParams,
  LanguageHeadOptions,
  LanguageHeadParams,
  TiedHeadParams,
} from '../../../../src/model/index.ts';
import { expectClose, expectRecorded, load, pick, plain, tree, unpack } from '../fixtures.ts';
import { against, expectGradients } from '../gradients.ts';

describe('language heads against BERT of transformers', () => {
  it('with a weight of its own', () => {
    const fixture = load('heads-language');
    const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
    const { params } = tree(fixture.weights) as { params: LanguageHeadParams };
    const { tap, tensors } = recorder();
    const options = fixture.options as LanguageHeadOptions;
    expect(options.activation).toBe('geluTanh');
    const logits = languageHead(params, x, { ...options, tap });
    expectRecorded(tensors, fixture.tensors);
    expectClose('returned', plain(logits), pick(fixture.tensors, 'logits'));
    const cotangent = unpack(fixture.inputs, 'cotangent');
    expectGradients(fixture, { params, x }, ({ params, x }) =>
      against(languageHead(params, x, options), cotangent),
    );
  });

  it('tied to the embedding; gelu is the default', () => {
    const fixture = load('heads-language-tied');
    expect(fixture.options).toEqual({ activation: 'gelu' });
    const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
    const { params, embedding } = tree(fixture.weights) as {
      params: TiedHeadParams;
      embedding: EmbeddingParams;
    };
    const { tap, tensors } = recorder();
    const logits = tiedLanguageHead(params, embedding, x, { tap });
    expectRecorded(tensors, fixture.tensors);
    expectClose('returned', plain(logits), pick(fixture.tensors, 'logits'));
    const cotangent = unpack(fixture.inputs, 'cotangent');
    expectGradients(fixture, { params, embedding, x }, ({ params, embedding, x }) =>
      against(tiedLanguageHead(params, embedding, x), cotangent),
    );
  });
});

describe('classifier heads against PyTorch', () => {
  it.each(['first', 'mean'] as const)('%s', (pool) => {
    const fixture = load(`heads-classifier-${pool}`);
    const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
    const { params } = tree(fixture.weights) as { params: ClassifierParams };
    const options = { pool, mask: unpack(fixture.inputs, 'mask') };
    const { tap, tensors } = recorder();
    const logits = classifierHead(params, x, { ...options, tap });
    expectRecorded(tensors, fixture.tensors);
    expectClose('returned', plain(logits), pick(fixture.tensors, 'logits'));
    const cotangent = unpack(fixture.inputs, 'cotangent');
    expectGradients(fixture, { params, x }, ({ params, x }) =>
      against(classifierHead(params, x, options), cotangent),
    );
  });
});

describe('answer heads against BERT of transformers', () => {
  it.each(['heads-answer', 'heads-answer-masked'])('%s: logits, loss, gradients', (name) => {
    const fixture = load(name);
    const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
    const mask = 'mask' in fixture.inputs ? unpack(fixture.inputs, 'mask') : undefined;
    const { params } = tree(fixture.weights) as { params: AnswerParams };
    const spans = unpack<tf.Rank.R2>(fixture.inputs, 'spans');
    const { tap, tensors } = recorder();
    const logits = answerHead(params, x, { mask, tap });
    expectRecorded(tensors, fixture.tensors);
    expectClose('returned', plain(logits), pick(fixture.tensors, 'logits'));
    expect(crossEntropy(logits, spans).dataSync()[0]).toBeCloseTo(
      Number(fixture.options['loss']),
      5,
    );
    expectGradients(fixture, { params, x }, ({ params, x }) =>
      crossEntropy(answerHead(params, x, { mask }), spans),
    );
  });

  it('the best span', () => {
    const { examples } = load('heads-spans').options as unknown as {
      examples: {
        maxLength: number;
        start: number[];
        end: number[];
        allowed: number[];
        span: [number, number];
      }[];
    };
    expect(examples.length).toBe(12);
    for (const { maxLength, start, end, allowed, span } of examples) {
      const best = bestSpan(start, end, { maxLength, allowed: allowed.map(Boolean) });
      expect([best.start, best.end]).toEqual(span);
      expect(best.score).toBe((start[span[0]] ?? NaN) + (end[span[1]] ?? NaN));
    }
  });
});

import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  encoderLayer,
  causalMask,
  flatten,
  linear,
  mapParams,
  mergeLora,
  recorder,
  samplingChances,
  seq2seq,
  textLogits,
} from '../../../../src/model/index.ts';
import type {
  EncoderLayerParams,
  LinearParams,
  NormPlace,
  SamplingOptions,
  Seq2SeqConfig,
  Seq2SeqParams,
  Tap,
  TextModelConfig,
  TextModelParams,
} from '../../../../src/model/index.ts';
import { expectClose, load, pick, plain, tree, unpack } from '../fixtures.ts';
import type { Fixture } from '../fixtures.ts';
import { expectSlopes } from '../gradients.ts';

const size = { vocabulary: 11, width: 16, heads: 4, inner: 24, layers: 2 } as const;
const llama = {
  ...size,
  keyValueHeads: 2,
  causal: true,
  norm: 'pre',
  normKind: 'rms',
  activation: 'swiglu',
  positions: 'rotary',
  tied: false,
} as const;

const models: Readonly<Record<string, TextModelConfig>> = {
  llama,
  mixtral: { ...llama, window: 3, experts: { count: 3, top: 2 } },
  gpt2: {
    ...size,
    causal: true,
    norm: 'pre',
    activation: 'geluTanh',
    positions: 'learned',
    maxLength: 8,
  },
};

/** Runs with a recorder; expects every tensor of the fixture among what was tapped. */
function expectTapped(fixture: Fixture, forward: (tap: Tap) => tf.Tensor): void {
  const { tap, tensors } = recorder();
  forward(tap);
  for (const [name, wanted] of Object.entries(fixture.tensors)) {
    const tensor = tensors.find((one) => one.name === name);
    if (!tensor) throw new Error(`nothing tapped ${name}`);
    expectClose(name, tensor, wanted, 1e-5 * Math.max(1, ...wanted.data.map(Math.abs)));
  }
}

/**
 * Expects the gradients of the fixture at our weights. What the real model has no weight for, a
 * bias, is 0 here and stays as it is.
 */
function expectKnownSlopes<P extends object>(
  fixture: Fixture,
  params: P,
  forward: (params: P) => tf.Tensor,
): void {
  const known = flatten(params).filter(([name]) => name in fixture.gradients);
  expectSlopes(fixture, Object.fromEntries(known), (moved) =>
    forward(mapParams(params, (name, tensor) => moved[name] ?? tensor)),
  );
}

describe.each(Object.entries(models))('%s of the package transformers', (name, config) => {
  const fixture = load(`transformer-${name}`);
  const ids = unpack<tf.Rank.R2>(fixture.inputs, 'ids');
  const params = tree(fixture.weights) as TextModelParams;

  it('logits, patterns and what each layer hands on', () => {
    expectTapped(fixture, (tap) => textLogits(params, config, ids, { tap }));
  });

  it('every gradient', () => {
    expectKnownSlopes(fixture, params, (moved) => textLogits(moved, config, ids));
  });
});

describe.each([
  ['bloom', 4],
  ['bloom-six-heads', 6],
])('a layer with ALiBi: %s', (name, heads) => {
  const fixture = load(`transformer-${name}`);
  const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
  const [, T] = x.shape;
  const params = tree(fixture.weights) as EncoderLayerParams;
  const options = {
    heads,
    norm: 'pre',
    activation: 'geluTanh',
    alibi: true,
    mask: causalMask(T),
  } as const;

  it('pattern and output', () => {
    expectTapped(fixture, (tap) => encoderLayer(params, x, { ...options, tap }));
  });

  it('every gradient', () => {
    expectSlopes(fixture, params, (moved) => encoderLayer(moved, x, options));
  });
});

describe.each(['post', 'pre'] as NormPlace[])('encoder-decoder, %s-norm, of PyTorch', (norm) => {
  const fixture = load(`transformer-seq2seq-${norm}`);
  const source = unpack<tf.Rank.R2>(fixture.inputs, 'source');
  const target = unpack<tf.Rank.R2>(fixture.inputs, 'target');
  const params = tree(fixture.weights) as Seq2SeqParams;
  const config: Seq2SeqConfig = {
    sourceVocabulary: 11,
    targetVocabulary: 11,
    width: 16,
    heads: 4,
    inner: 24,
    encoderLayers: 2,
    decoderLayers: 2,
    padding: 0,
    scaled: true,
    norm,
  };

  it('memory, decoder and logits', () => {
    expectTapped(fixture, (tap) => seq2seq(params, config, source, target, tap));
  });

  it('every gradient', () => {
    expectSlopes(fixture, params, (moved) => seq2seq(moved, config, source, target));
  });
});

describe('a low-rank adapter of PEFT', () => {
  const fixture = load('transformer-lora');
  const { alpha, rank } = fixture.options as { alpha: number; rank: number };
  const weights = tree(fixture.weights) as LinearParams;
  const { down, up } = weights.lora ?? { down: tf.zeros([1, 1]), up: tf.zeros([1, 1]) };
  const adapted = (down: tf.Tensor2D, up: tf.Tensor2D): LinearParams => ({
    ...weights,
    lora: { down, up, scale: alpha / rank },
  });
  const x = unpack<tf.Rank.R2>(fixture.inputs, 'x');

  it('its output, and merged', () => {
    const params = adapted(down, up);
    expectClose('output', plain(linear(params, x)), pick(fixture.tensors, 'output'));
    const merged = mergeLora(params);
    expectClose('merged', plain(merged.weight), pick(fixture.tensors, 'merged'));
    expectClose('merged output', plain(linear(merged, x)), pick(fixture.tensors, 'output'));
    expect(merged.lora).toBeUndefined();
  });

  it('its gradients', () => {
    const inputs = { x, lora: { down: down as tf.Tensor2D, up: up as tf.Tensor2D } };
    expectSlopes(fixture, inputs, ({ x, lora }) => linear(adapted(lora.down, lora.up), x));
  });
});

describe('sampling of the package transformers', () => {
  const { inputs, tensors } = load('transformer-sampling');
  const [rows = 0, V = 0] = pick(inputs, 'logits').shape;
  const cases: Readonly<Record<string, SamplingOptions>> = {
    plain: {},
    cold: { temperature: 0.5 },
    'top-k': { topK: 3 },
    'top-p': { topP: 0.7 },
    all: { temperature: 1.5, topK: 6, topP: 0.8 },
  };

  it.each(Object.entries(cases))('%s', (name, options) => {
    const { data } = pick(inputs, 'logits');
    const chances = Array.from({ length: rows }, (_, row) =>
      samplingChances(data.slice(row * V, (row + 1) * V), options),
    );
    expectClose(name, { shape: [rows, V], data: chances.flat() }, pick(tensors, name), 1e-6);
  });
});

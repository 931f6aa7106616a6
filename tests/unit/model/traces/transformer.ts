import * as tf from '@tensorflow/tfjs-core';
import {
  addLoras,
  createRandom,
  decoderLayer,
  encoderLayer,
  growingCache,
  initDecoderLayer,
  initEncoderLayer,
  initSeq2Seq,
  initTextModel,
  layerOptions,
  causalMask,
  recorder,
  scope,
  seq2seq,
  textLogits,
  tokenMask,
} from '../../../../src/model/index.ts';
import type { LayerConfig, Seq2SeqConfig, TextModelConfig } from '../../../../src/model/index.ts';
import {
  decoderLayerSteps,
  encoderLayerSteps,
  seq2seqSteps,
  textModelSteps,
} from '../../../../src/model/steps/index.ts';
import type { LoraScales } from '../../../../src/model/steps/index.ts';
import { seq2seqConfigs, textConfigs } from '../cases/transformer.ts';
import { variantConfigs } from '../cases/variants.ts';
import { normal, roughen } from '../cases/support.ts';
import { squeeze, weightsOf } from './support.ts';
import type { Traced } from './support.ts';

const SOURCE = [3, 1, 4, 1, 5, 0];
const TARGET = [1, 6, 2, 0];

/** What steps need to know of a config. */
function variantOf({ keyValueHeads, normKind, activation, experts }: LayerConfig) {
  return { keyValueHeads, normKind, activation, experts };
}

function lettersOf({ width: D, heads: H, keyValueHeads: G = H, inner: F, experts }: LayerConfig) {
  return { B: 1, D, H, G, K: D / H, F, E: experts?.count ?? 1 };
}

function textTrace(name: string, config: TextModelConfig): Traced {
  const random = createRandom(31);
  const params = roughen(random, initTextModel(random, config));
  const { causal = false, heads, norm = 'post', positions = 'sinusoidal', tied = true } = config;
  const { tap, tensors } = recorder();
  const ids = tf.tensor2d([SOURCE], [1, SOURCE.length], 'int32');
  textLogits(params, config, ids, { mask: tokenMask(ids, 0), tap });
  const T = SOURCE.length;
  return {
    name: `text model: ${name}`,
    steps: textModelSteps({
      ids: SOURCE,
      layers: config.layers,
      causal,
      length: T - 1,
      heads,
      norm,
      positions,
      scaled: config.scaled,
      tied,
      window: config.window,
      variant: variantOf(config),
    }),
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: weightsOf(params, ''),
    sizes: () => ({ ...lettersOf(config), T, S: T, V: config.vocabulary }),
  };
}

function seq2seqTrace(name: string, config: Seq2SeqConfig): Traced {
  const random = createRandom(32);
  const params = roughen(random, initSeq2Seq(random, config));
  const { heads, norm = 'post', positions = 'sinusoidal', tied = true } = config;
  const { tap, tensors } = recorder();
  const toIds = (ids: readonly number[]) => tf.tensor2d([[...ids]], [1, ids.length], 'int32');
  seq2seq(params, config, toIds(SOURCE), toIds(TARGET), tap);
  const [S, T] = [SOURCE.length, TARGET.length];
  const encoderSide = (step: string) => /^(source|encoder)/.test(step);
  return {
    name: `seq2seq: ${name}`,
    steps: seq2seqSteps({
      source: SOURCE,
      target: TARGET,
      encoderLayers: config.encoderLayers,
      decoderLayers: config.decoderLayers,
      sourceLength: S - 1,
      targetLength: T - 1,
      shared: config.targetVocabulary === undefined,
      heads,
      norm,
      positions,
      scaled: config.scaled,
      tied,
      variant: variantOf(config),
    }),
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: weightsOf(params, ''),
    sizes: (step) => ({
      ...lettersOf(config),
      T: encoderSide(step) ? S : T,
      S: encoderSide(step) || step.includes('.cross.') ? S : T,
      V: config.targetVocabulary ?? config.sourceVocabulary,
    }),
  };
}

/** An encoder layer with a variant, causal, on two tokens after `before` that a cache holds. */
function cachedTrace(name: string, config: LayerConfig, before: number): Traced {
  const random = createRandom(33);
  const { width: D, inner: F, heads, norm = 'post', positions, window } = config;
  const params = roughen(random, initEncoderLayer(random, D, F, config));
  const x = normal<tf.Rank.R3>(random, [1, before + 2, D]);
  const cache = growingCache();
  const options = { ...layerOptions(config), cache };
  const past = tf.slice(x, [0, 0, 0], [1, before, D]);
  const first = recorder();
  encoderLayer(params, past, { ...options, mask: causalMask(before), tap: first.tap });
  const { tap, tensors } = recorder();
  const fresh = tf.slice(x, [0, before, 0], [1, 2, D]);
  const mask = causalMask(2, before + 2, before);
  encoderLayer(params, fresh, { ...options, mask, tap: scope(tap, 'layer') });
  const kept = (tensor: string, name: string) =>
    first.tensors
      .filter((one) => one.name === `self.${tensor}`)
      .map((one) => ({ ...squeeze(one, heads), name: `layer.self.${name}` }));
  const input = { name: 'x', shape: [1, 2, D], data: Float32Array.from(fresh.dataSync()) };
  return {
    name: `with a cache: ${name}`,
    steps: encoderLayerSteps({
      name: 'layer',
      x: 'x',
      heads,
      norm,
      mask: { causal: true, window },
      variant: {
        ...variantOf(config),
        rotary: positions === 'rotary',
        alibi: positions === 'alibi',
        before,
      },
    }),
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: weightsOf(params, 'layer'),
    given: [
      squeeze(input, heads),
      ...kept('allKeys', 'pastKeys'),
      ...kept('allValues', 'pastValues'),
    ],
    sizes: () => ({ ...lettersOf(config), T: 2, S: before + 2 }),
  };
}

/** The scale of every adapter, by the path of its layer. */
function scalesOf(params: object, scale: number): LoraScales {
  const adapted = weightsOf(params, '').filter((weight) => weight.name.endsWith('.lora.up'));
  return Object.fromEntries(adapted.map((weight) => [weight.name.replace('.lora.up', ''), scale]));
}

/** An encoder layer with an adapter at every linear layer. */
function loraTrace(name: string, config: LayerConfig): Traced {
  const random = createRandom(34);
  const { width: D, inner: F, heads, norm = 'post', positions, window } = config;
  const [T, rank, alpha] = [3, 2, 3];
  const plain = initEncoderLayer(random, D, F, config);
  const params = roughen(
    random,
    addLoras(random, plain, { rank, alpha }, () => true),
  );
  const lora = scalesOf(params, alpha / rank);
  const x = normal<tf.Rank.R3>(random, [1, T, D]);
  const { tap, tensors } = recorder();
  encoderLayer(params, x, { ...layerOptions(config), tap: scope(tap, 'layer') });
  const input = { name: 'x', shape: [1, T, D], data: Float32Array.from(x.dataSync()) };
  return {
    name: `with LoRA: ${name}`,
    steps: encoderLayerSteps({
      name: 'layer',
      x: 'x',
      heads,
      norm,
      mask: window === undefined ? undefined : { causal: false, window },
      variant: {
        ...variantOf(config),
        rotary: positions === 'rotary',
        alibi: positions === 'alibi',
        lora,
      },
    }),
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: weightsOf(params, 'layer'),
    given: [squeeze(input, heads)],
    sizes: () => ({ ...lettersOf(config), T, S: T, R: rank }),
  };
}

/** A decoder layer with a variant, and an adapter at every linear layer. */
function decoderLoraTrace(name: string, config: LayerConfig): Traced {
  const random = createRandom(35);
  const { width: D, inner: F, heads, norm = 'post', positions, window } = config;
  const [T, S, rank, alpha] = [3, 4, 2, 3];
  const plain = initDecoderLayer(random, D, F, config);
  const params = roughen(
    random,
    addLoras(random, plain, { rank, alpha }, () => true),
  );
  const x = normal<tf.Rank.R3>(random, [1, T, D]);
  const memory = normal<tf.Rank.R3>(random, [1, S, D]);
  const { tap, tensors } = recorder();
  decoderLayer(params, x, memory, { ...layerOptions(config), tap: scope(tap, 'layer') });
  const given = weightsOf({ x, memory }, '').map((tensor) => squeeze(tensor, heads));
  return {
    name: `decoder with LoRA: ${name}`,
    steps: decoderLayerSteps({
      name: 'layer',
      x: 'x',
      memory: 'memory',
      heads,
      norm,
      window,
      variant: {
        ...variantOf(config),
        rotary: positions === 'rotary',
        alibi: positions === 'alibi',
        lora: scalesOf(params, alpha / rank),
      },
    }),
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: weightsOf(params, 'layer'),
    given,
    sizes: (step) => ({
      ...lettersOf(config),
      T,
      S: step.includes('.cross.') ? S : T,
      R: rank,
    }),
  };
}

export function transformerTraces(): Traced[] {
  const plain: LayerConfig = { width: 8, heads: 2, inner: 12 };
  return [
    ...Object.entries(textConfigs).map(([name, config]) => textTrace(name, config)),
    ...Object.entries(seq2seqConfigs).map(([name, config]) => seq2seqTrace(name, config)),
    ...Object.entries(variantConfigs).map(([name, config]) => cachedTrace(name, config, 3)),
    ...Object.entries({ '2017': plain, ...variantConfigs }).flatMap(([name, config]) => [
      loraTrace(name, config),
      decoderLoraTrace(name, config),
    ]),
  ];
}

import * as tf from '@tensorflow/tfjs-core';
import {
  causalMask,
  combineMasks,
  createRandom,
  decoderLayer,
  embed,
  encoderLayer,
  initAttention,
  initDecoderLayer,
  initEncoderLayer,
  initWordEmbedding,
  multiHeadAttention,
  paddingMask,
  recorder,
  scope,
} from '../../../../src/model/index.ts';
import type { NormPlace } from '../../../../src/model/index.ts';
import {
  attentionSteps,
  decoderLayerSteps,
  embeddingSteps,
  encoderLayerSteps,
} from '../../../../src/model/steps/index.ts';
import type { MaskRule, Step } from '../../../../src/model/steps/index.ts';
import { normal, roughen } from '../cases/support.ts';
import { squeeze, weightsOf } from './support.ts';
import type { Traced } from './support.ts';

const WORDS = ['a', 'red', 'circle', 'moves', '[pad]', '[pad]'];
const [T, S, D, F] = [WORDS.length, 7, 8, 12];
const sizes = { B: 1, T, D, F, V: T };

interface Settings {
  readonly heads: number;
  readonly positions: boolean;
  readonly temperature: number;
  readonly mask: MaskRule | undefined;
}

export const plain: Settings = { heads: 4, positions: true, temperature: 1, mask: undefined };
const settings: Record<string, Settings> = {
  'four heads': plain,
  'one head': { ...plain, heads: 1 },
  'one head, no positions, hot': { ...plain, heads: 1, positions: false, temperature: 2.5 },
  'four heads, causal': { ...plain, mask: { causal: true } },
  'four heads, padding': { ...plain, mask: { causal: false, length: 4 } },
  'four heads, causal and padding': { ...plain, mask: { causal: true, length: 4 } },
  'one head, causal and padding, cold': {
    ...plain,
    heads: 1,
    temperature: 0.5,
    mask: { causal: true, length: 4 },
  },
  'one head, nothing to attend to': { ...plain, heads: 1, mask: { causal: false, length: 0 } },
};

function maskTensor(mask: MaskRule | undefined): tf.Tensor | undefined {
  if (!mask) return undefined;
  const { causal, length } = mask;
  return combineMasks(
    causal ? causalMask(T) : paddingMask([T], T),
    length === undefined ? undefined : paddingMask([length], T),
  );
}

/** Embeds the words, then runs `forward` on x, recording everything. */
function trace(
  { heads, positions }: Settings,
  params: object,
  name: string,
  steps: readonly Step[],
  forward: (x: tf.Tensor3D, tap: ReturnType<typeof recorder>['tap']) => tf.Tensor,
): Omit<Traced, 'name'> {
  const table = initWordEmbedding(5, WORDS, D);
  const ids = tf.tensor2d([WORDS.map((_, t) => t)], [1, T], 'int32');
  const { tap, tensors } = recorder();
  forward(embed(table, ids, { positions, tap }), scope(tap, name));
  return {
    steps: [...embeddingSteps({ positions }), ...steps],
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: [...weightsOf(table, 'embedding'), ...weightsOf(params, name)],
    sizes: (step) => ({ ...sizes, H: heads, K: D / heads, S: step.includes('.cross.') ? S : T }),
  };
}

function attentionTrace(options: Settings): Omit<Traced, 'name'> {
  const { heads, temperature, mask } = options;
  const random = createRandom(21);
  const params = roughen(random, initAttention(random, D));
  const name = 'attention';
  const steps = attentionSteps({ name, query: 'x', memory: 'x', heads, temperature, mask });
  return trace(options, params, name, steps, (x, tap) =>
    multiHeadAttention(params, x, x, { heads, temperature, mask: maskTensor(mask), tap }),
  );
}

export function encoderTrace(options: Settings, norm: NormPlace): Omit<Traced, 'name'> {
  const { heads, temperature, mask } = options;
  const random = createRandom(22);
  const params = roughen(random, initEncoderLayer(random, D, F));
  const name = 'encoder.0';
  const steps = encoderLayerSteps({ name, x: 'x', heads, norm, temperature, mask });
  return trace(options, params, name, steps, (x, tap) =>
    encoderLayer(params, x, { heads, norm, temperature, mask: maskTensor(mask), tap }),
  );
}

export function decoderTrace(options: Settings, norm: NormPlace): Omit<Traced, 'name'> {
  const { heads, temperature, mask } = options;
  const random = createRandom(23);
  const params = roughen(random, initDecoderLayer(random, D, F));
  const memory = normal<tf.Rank.R3>(random, [1, S, D]);
  const [name, length, memoryLength] = ['decoder.0', mask?.length, mask && 5];
  const causal = mask?.causal;
  const lengths = { length, memoryLength };
  const spec = { name, x: 'x', memory: 'memory', heads, norm, temperature, causal, ...lengths };
  const traced = trace(options, params, name, decoderLayerSteps(spec), (x, tap) =>
    decoderLayer(params, x, memory, {
      heads,
      norm,
      temperature,
      causal,
      mask: length === undefined ? undefined : paddingMask([length], T),
      memoryMask: memoryLength === undefined ? undefined : paddingMask([memoryLength], S),
      tap,
    }),
  );
  const data = Float32Array.from(memory.dataSync());
  return { ...traced, given: [{ name: 'memory', shape: [S, D], data }] };
}

export function layerTraces(): Traced[] {
  return Object.entries(settings).flatMap(([name, options]) => [
    { name: `attention: ${name}`, ...attentionTrace(options) },
    { name: `encoder, post: ${name}`, ...encoderTrace(options, 'post') },
    { name: `encoder, pre: ${name}`, ...encoderTrace(options, 'pre') },
    { name: `decoder, post: ${name}`, ...decoderTrace(options, 'post') },
    { name: `decoder, pre: ${name}`, ...decoderTrace(options, 'pre') },
  ]);
}

/**
 * The bank's bugs, and some that readers write, each alone in an otherwise right layer: in
 * TypeScript, after the audit's account of what Keras did. `fails` names the properties that tell.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  causalMask,
  combineMasks,
  encoderLayer,
  feedForward,
  initDecoderLayer,
  initEncoderLayer,
  initLinear,
  joinHeads,
  linear,
  maskedSoftmax,
  multiHeadAttention,
  noTap,
  normalize,
  sinusoidalPositions,
  splitHeads,
} from '../../../../src/model/index.ts';
import type {
  AttentionParams,
  DecoderLayerParams,
  EncoderLayerParams,
  FeedForwardParams,
  LinearParams,
  NormParams,
  Random,
} from '../../../../src/model/index.ts';
import { EncoderLayer } from '../../../../src/model/keras/index.ts';
import { keeping } from '../../../../src/model/keras/scores.ts';
import type { LayerSizes, PropertyId, Subject } from '../../../../src/notebook/properties/index.ts';
import { functionSubject, kerasSubject } from './adapters.ts';
import type { FunctionLayer, Outputs, Tensors } from './adapters.ts';

export interface WrongLayer {
  readonly name: string;
  readonly subject: Subject;
  readonly fails: readonly PropertyId[];
  /** What the first of them says. */
  readonly says: string;
}

interface Attended {
  readonly mixed: tf.Tensor3D;
  readonly scores: tf.Tensor;
}

type Attend = (
  params: AttentionParams,
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  heads: number,
  mask?: tf.Tensor,
) => Attended;

const attend: Attend = (params, x, memory, heads, mask) => {
  const pattern = keeping('pattern', noTap);
  const mixed = multiHeadAttention(params, x, memory, { heads, mask, tap: pattern.tap });
  return { mixed, scores: pattern.take() };
};

const add = (a: tf.Tensor3D, b: tf.Tensor): tf.Tensor3D => tf.add(a, b);
const second = (_: tf.Tensor3D, b: tf.Tensor3D) => b;

/** A post-norm encoder layer whose parts can be exchanged. */
function encoder(
  parts: Partial<{
    init: (random: Random, sizes: LayerSizes) => object;
    attend: Attend;
    think: (params: FeedForwardParams, x: tf.Tensor3D) => tf.Tensor3D;
    add: (x: tf.Tensor3D, y: tf.Tensor3D) => tf.Tensor3D;
    norm: (params: NormParams, x: tf.Tensor3D) => tf.Tensor3D;
    mask: Outputs['mask'];
  }>,
): Subject {
  const right = { init: initEncoder, attend, think: feedForward, add, norm: normalize };
  const { init, mask: handsOn, ...part } = { ...right, ...parts };
  return functionSubject<EncoderLayerParams>({
    kind: 'encoder',
    init: init as (random: Random, sizes: LayerSizes) => EncoderLayerParams,
    forward: ({ self, norm1, ffn, norm2 }, { x, mask }, { heads }) => {
      const { mixed, scores } = part.attend(self, x, x, heads, mask);
      const x1 = part.norm(norm1 as NormParams, part.add(x, mixed));
      const thought = part.think(ffn as FeedForwardParams, x1);
      const output = part.norm(norm2 as NormParams, part.add(x1, thought));
      return { output, scores, mask: handsOn };
    },
  });
}

const initEncoder = (random: Random, { width, inner }: LayerSizes) =>
  initEncoderLayer(random, width, inner);

/** A post-norm decoder layer whose parts can be exchanged. */
function decoder(
  parts: Partial<{
    self: Attend;
    causal: boolean;
    cross: Attend;
    mask: (inputs: Tensors) => Tensors;
    hidesScores: boolean;
    handsOn: Outputs['mask'];
    refusesGraph: FunctionLayer<DecoderLayerParams>['refusesGraph'];
  }>,
): Subject {
  const { self = attend, cross = attend, causal = true, hidesScores = false } = parts;
  const { mask: masking = (inputs: Tensors) => inputs, handsOn, refusesGraph } = parts;
  return functionSubject<DecoderLayerParams>({
    kind: 'decoder',
    init: (random, { width, inner }) => initDecoderLayer(random, width, inner),
    refusesGraph,
    forward: (params, inputs, { heads }) => {
      const { x, memory, mask, memoryMask } = masking(inputs);
      const past = combineMasks(causal ? causalMask(x.shape[1]) : undefined, mask);
      const looked = self(params.self, x, x, heads, past);
      const x1 = normalize(params.norm1, add(x, looked.mixed));
      const { mixed, scores } = cross(params.cross, x1, memory, heads, memoryMask);
      const x2 = normalize(params.norm2, add(x1, mixed));
      const thought = feedForward(params.ffn as FeedForwardParams, x2);
      const output = normalize(params.norm3, add(x2, thought));
      return { output, scores: hidesScores ? undefined : scores, mask: handsOn };
    },
  });
}

/** B.2: key_dim = d_model. Each of H heads is as wide as the model. */
function initWideHeads(random: Random, { width, heads, inner }: LayerSizes) {
  const wide = () => initLinear(random, width, width * heads);
  const self = {
    ...{ query: wide(), key: wide(), value: wide() },
    output: initLinear(random, width * heads, width),
  };
  return { ...initEncoderLayer(random, width, inner), self };
}

/** B.2: one Dense(dff, relu) as the whole feed-forward network. */
function initOneDense(random: Random, { width, inner }: LayerSizes) {
  return {
    ...initEncoderLayer(random, width, inner),
    ffn: { inner: initLinear(random, width, inner) },
  };
}

const oneDense = (params: object, x: tf.Tensor3D) =>
  tf.relu(linear((params as { inner: LinearParams }).inner, x));

/** B.2: the same with dff = 1. It broadcasts over the channels, and the norm takes it out again. */
function initOneUnit(random: Random, sizes: LayerSizes) {
  return initOneDense(random, { ...sizes, inner: 1 });
}

/** B.2: `mha2(enc_output, attn1_output)`. */
const swapped: Attend = (params, x, memory, heads, mask) => attend(params, memory, x, heads, mask);

/** B.2: `attn2_output, attn_weights = mha2(...)`, which takes one tensor apart by its batch. */
const unpacked: Attend = (params, x, memory, heads, mask) => {
  const { mixed } = attend(params, x, memory, heads, mask);
  const [first, rest, ...more] = tf.unstack(mixed);
  if (!first || !rest) throw new Error('not enough values to unpack (expected 2, got 1)');
  if (more.length > 0) throw new Error('too many values to unpack (expected 2)');
  return { mixed: first as tf.Tensor3D, scores: rest };
};

/** Each key's weights sum to 1 over the queries. */
const wrongAxis: Attend = (params, x, memory, heads, mask) => {
  const K = x.shape[2] / heads;
  const [query, key, value] = [
    splitHeads(linear(params.query, x), heads),
    splitHeads(linear(params.key, memory), heads),
    splitHeads(linear(params.value, memory), heads),
  ];
  const products = tf.div(tf.matMul(key, query, false, true), Math.sqrt(K)); // [B, H, S, T]
  const allowed = mask && tf.broadcastTo(mask, [x.shape[0], 1, x.shape[1], memory.shape[1]]);
  const shares = maskedSoftmax(products, allowed && tf.transpose(allowed, [0, 1, 3, 2]));
  const scores = tf.transpose(shares, [0, 1, 3, 2]); // [B, H, T, S]
  return { mixed: linear(params.output, joinHeads(tf.matMul(scores, value))), scores };
};

/** F.2: heads cut, but not moved before the tokens. The heads of one token look at each other. */
const untransposed: Attend = (params, x, memory, heads) => {
  const cut = (name: 'query' | 'key' | 'value', from: tf.Tensor3D) => {
    const [B, T, D] = from.shape;
    return tf.reshape<tf.Rank.R4>(linear(params[name], from), [B, T, heads, D / heads]);
  };
  const [B, T, D] = x.shape;
  const query = cut('query', x); // [B, T, H, K]
  const products = tf.matMul(query, cut('key', memory), false, true); // [B, T, H, H]
  const scores = tf.softmax(tf.div(products, Math.sqrt(D / heads)));
  const mix = tf.matMul<tf.Tensor>(scores, cut('value', memory)); // [B, T, H, K]
  return { mixed: linear(params.output, tf.reshape(mix, [B, T, D])), scores };
};

/** Mean and variance over the whole batch, as if it were one sample. */
function batchNorm({ gain, bias }: NormParams, x: tf.Tensor3D): tf.Tensor3D {
  const { mean, variance } = tf.moments(x, [0, 2], true);
  const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-6)));
  return tf.add(tf.mul(normal, gain), bias);
}

/** A layer in Keras's form, whose weights are not all the layer's own, or which has no config. */
class Unsaved extends EncoderLayer {
  static override className = 'Unsaved';

  /** B.2: no `**kwargs` and no `get_config`: what is loaded does not know its sizes. */
  override getConfig(): tf.serialization.ConfigDict {
    return { name: this.name };
  }
}
tf.serialization.registerClass(Unsaved);

/** The second gain is a tensor of the layer, but none of its weights. */
class Forgotten extends EncoderLayer {
  static override className = 'Forgotten';
  private readonly gain = tf.add(1, tf.mul(0.5, tf.randomNormal([8])));

  override call(inputs: tf.Tensor | tf.Tensor[], options = {}): tf.Tensor {
    return tf.tidy(() => tf.mul(super.call(inputs, options), this.gain));
  }
}
tf.serialization.registerClass(Forgotten);

export const WRONG: readonly WrongLayer[] = [
  {
    name: 'key_dim = d_model',
    subject: encoder({ init: initWideHeads }),
    fails: ['parameters'],
    says: 'width 8, heads 2, inner width 12: 812 parameters instead of 532',
  },
  {
    name: 'one Dense(dff) only',
    subject: encoder({ init: initOneDense, think: oneDense }),
    fails: ['inner-width', 'parameters'],
    says: 'width 8, inner width 4, B = 2, T = 3: Error: ',
  },
  {
    name: 'one Dense(1) only, which the norm takes out again',
    subject: encoder({ init: initOneUnit, think: oneDense }),
    fails: ['parameters'],
    says: 'parameters instead of 532',
  },
  {
    name: 'query and value of the cross-attention swapped',
    subject: decoder({ cross: swapped }),
    fails: ['lengths', 'scores', 'causal', 'cross-use', 'padding'],
    says: 'B = 2, T = 3, S = 5',
  },
  {
    name: 'one tensor unpacked as two',
    subject: decoder({
      cross: unpacked,
      refusesGraph: 'Iterating over a symbolic `tf.Tensor` is not allowed',
    }),
    fails: ['batch-sizes', 'scores', 'batch-independence', 'cross-use', 'compiled'],
    says: 'B = 1, T = 4, S = 4: Error: not enough values to unpack (expected 2, got 1)',
  },
  {
    name: 'no causal mask',
    subject: decoder({ causal: false }),
    fails: ['causal'],
    says: 'changing token 3 changed output 0 by ',
  },
  {
    name: 'mask lost after the first layer of an encoder',
    subject: encoder({ mask: 'lost' }),
    fails: ['padding'],
    says: ' after two layers',
  },
  {
    name: 'mask lost after the first layer of a decoder',
    subject: decoder({ handsOn: 'lost' }),
    fails: ['padding'],
    says: ' after two layers',
  },
  {
    name: 'padding of the memory ignored',
    subject: decoder({ mask: ({ x, memory, mask }) => ({ x, memory, mask }) }),
    fails: ['padding'],
    says: 'changing the padding changed a real token by ',
  },
  {
    name: 'residual missing',
    subject: encoder({ add: second }),
    fails: ['residual'],
    says: 'changing token 1 changed its output by 0: a residual is missing',
  },
  {
    name: 'softmax over the queries',
    subject: encoder({ attend: wrongAxis }),
    fails: ['scores', 'padding'],
    says: 'the row furthest from 1 summed to ',
  },
  {
    name: 'softmax over the queries, under a causal mask',
    subject: decoder({ self: wrongAxis }),
    fails: ['causal', 'padding'],
    says: ': the future leaks',
  },
  {
    name: 'norm over the batch',
    subject: encoder({ norm: batchNorm }),
    fails: ['batch-independence', 'padding'],
    says: 'changing x of sample 0 changed sample 1 by ',
  },
  {
    name: 'heads not transposed, in an encoder',
    subject: encoder({ attend: untransposed }),
    fails: ['scores', 'permutation'],
    says: 'the array of weights has the shape [2, 3, 2, 2] instead of [2, 2, 3, 3]',
  },
  {
    name: 'heads not transposed, in a decoder',
    subject: decoder({ self: untransposed }),
    fails: ['causal'],
    says: 'changing token 2 changed output 3 by 0: the past is not seen',
  },
  {
    name: 'memory ignored',
    subject: decoder({ cross: (params, x, _memory, heads) => attend(params, x, x, heads) }),
    fails: ['scores', 'causal', 'cross-use', 'padding'],
    says: 'the array of weights has the shape [2, 2, 3, 3] instead of [2, 2, 3, 5]',
  },
  {
    name: 'memory of another sample',
    subject: decoder({
      cross: (params, x, memory, heads, mask) =>
        attend(params, x, tf.reverse(memory, 0), heads, mask),
    }),
    fails: ['batch-independence', 'cross-use', 'padding'],
    says: 'changing memory of sample 0 changed sample 1 by ',
  },
  {
    name: 'attention weights not returned',
    subject: decoder({ hidesScores: true }),
    fails: ['scores'],
    says: 'no attention weights were returned',
  },
  {
    name: 'positions inside of the layer',
    subject: functionSubject<EncoderLayerParams>({
      kind: 'encoder',
      init: initEncoder,
      forward: (params, { x, mask }, { heads }) => {
        const placed = tf.add<tf.Tensor3D>(x, sinusoidalPositions(x.shape[1], x.shape[2]));
        return { output: encoderLayer(params, placed, { heads, mask }) };
      },
    }),
    fails: ['permutation'],
    says: ': order is seen',
  },
  {
    name: 'dropout left on in the graph',
    subject: kerasSubject({
      kind: 'encoder',
      make: (sizes) => new EncoderLayer({ ...sizes, dropout: 0.5 }),
      inGraph: { training: true },
    }),
    fails: ['compiled'],
    says: 'compiled, the output differed by ',
  },
  {
    name: 'no config',
    subject: kerasSubject({ kind: 'encoder', make: (sizes) => new Unsaved(sizes) }),
    fails: ['saved'],
    says: 'stopped: Unsaved: wanted width',
  },
  {
    name: 'a weight that is not the layer’s',
    subject: kerasSubject({ kind: 'encoder', make: (sizes) => new Forgotten(sizes) }),
    fails: ['saved'],
    says: 'saved and loaded, the output differed by ',
  },
];

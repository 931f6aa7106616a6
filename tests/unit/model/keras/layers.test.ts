import '../backend.ts';
import { readFileSync, globSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  countDecoderLayer,
  countEncoderLayer,
  createRandom,
  decoderLayer,
  encoderLayer,
  flatten,
  hashSeed,
  layerOptions,
} from '../../../../src/model/index.ts';
import { DecoderLayer, EncoderLayer, dropoutTap } from '../../../../src/model/keras/index.ts';
import { keyMask } from '../../../../src/model/keras/inputs.ts';
import { keeping } from '../../../../src/model/keras/scores.ts';
import type { Tap } from '../../../../src/model/index.ts';
import type { TransformerLayerArgs } from '../../../../src/model/keras/index.ts';
import { B, D, F, H, S, T, gap, memory, roughenLayer, sizes, x } from './support.ts';

const variants: [string, TransformerLayerArgs][] = [
  ['post-norm', { ...sizes, norm: 'post' }],
  ['pre-norm', { ...sizes, norm: 'pre' }],
  [
    'grouped, rotary, RMSNorm, SwiGLU, window',
    {
      ...sizes,
      heads: 4,
      keyValueHeads: 2,
      positions: 'rotary',
      normKind: 'rms',
      activation: 'swiglu',
      window: 2,
    },
  ],
  [
    'experts, ALiBi, GELU',
    {
      ...sizes,
      positions: 'alibi',
      activation: 'geluTanh',
      experts: { count: 3, top: 2 },
    },
  ],
];
const padding = tf.tensor2d([1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0], [B, T]);
const memoryPadding = tf.tensor2d([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0], [B, S]);

function encoderOf(args: TransformerLayerArgs): EncoderLayer {
  const layer = new EncoderLayer(args);
  layer.apply(tfl.input({ shape: [null, D] }));
  roughenLayer(layer);
  return layer;
}

function decoderOf(args: TransformerLayerArgs, returnScores = false): DecoderLayer {
  const layer = new DecoderLayer({ ...args, returnScores });
  layer.apply([tfl.input({ shape: [null, D] }), tfl.input({ shape: [null, D] })]);
  roughenLayer(layer);
  return layer;
}

const apply = (layer: tfl.layers.Layer, inputs: tf.Tensor | tf.Tensor[], options = {}) =>
  layer.apply(inputs, options) as tf.Tensor;

describe.each(variants)('%s', (_name, args) => {
  it('EncoderLayer computes what encoderLayer computes', () => {
    const layer = encoderOf(args);
    const options = layerOptions(args);
    expect(gap(apply(layer, x), encoderLayer(layer.params, x, options))).toBe(0);
    const mask = tf.reshape(padding, [B, 1, 1, T]);
    const masked = encoderLayer(layer.params, x, { ...options, mask });
    expect(gap(apply(layer, [x, padding]), masked)).toBe(0);
    expect(gap(apply(layer, x, { mask: padding }), masked)).toBe(0);
    expect(gap(apply(layer, [x, padding], { mask: tf.onesLike(padding) }), masked)).toBe(0);
  });

  it('DecoderLayer computes what decoderLayer computes, and the same pattern', () => {
    const layer = decoderOf(args, true);
    const seen = new Map<string, tf.Tensor>();
    const expected = decoderLayer(layer.params, x, memory, {
      ...layerOptions(args),
      mask: tf.reshape(padding, [B, 1, 1, T]),
      memoryMask: tf.reshape(memoryPadding, [B, 1, 1, S]),
      tap: (name, tensor) => {
        seen.set(name, tf.keep(tf.clone(tensor)));
        return tensor;
      },
    });
    const inputs = [x, memory, memoryPadding];
    const [output, scores] = layer.apply(inputs, { mask: padding }) as [tf.Tensor, tf.Tensor];
    expect(gap(output, expected)).toBe(0);
    expect(gap(scores, seen.get('cross.pattern') ?? tf.scalar(NaN))).toBe(0);
    const alone = decoderOf(args);
    alone.setWeights(layer.getWeights());
    expect(gap(apply(alone, inputs, { mask: padding }), expected)).toBe(0);
  });

  it('saved and loaded, a model computes the same', async () => {
    const inputs = [tfl.input({ shape: [T, D] }), tfl.input({ shape: [S, D] })];
    const encoded = encoderOf(args).apply(inputs[1] as tfl.SymbolicTensor) as tfl.SymbolicTensor;
    const decoder = decoderOf(args, true);
    const outputs = decoder.apply([inputs[0] as tfl.SymbolicTensor, encoded]);
    const model = tfl.model({ inputs, outputs: outputs as tfl.SymbolicTensor[] });
    const before = model.predict([x, memory]) as tf.Tensor[];
    const again = await tfl.loadLayersModel(tf.io.fromMemory(await savedParts(model)));
    const after = again.predict([x, memory]) as tf.Tensor[];
    expect(before.map(({ shape }) => shape)).toEqual([
      [B, T, D],
      [B, args.heads, T, S],
    ]);
    before.forEach((tensor, i) => expect(gap(tensor, after[i] ?? tf.scalar(NaN))).toBe(0));
  });
});

/** What a model hands to be stored, through JSON as a file would. */
async function savedParts(model: tfl.LayersModel): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      const modelArtifactsInfo = { dateSaved: new Date(0), modelTopologyType: 'JSON' as const };
      return Promise.resolve({ modelArtifactsInfo });
    }),
  );
  return { ...saved, modelTopology: JSON.parse(JSON.stringify(saved.modelTopology)) as object };
}

describe('weights', () => {
  it('are as many as the formula says, and named by their paths', () => {
    expect(encoderOf(sizes).countParams()).toBe(countEncoderLayer(D, F));
    expect(decoderOf(sizes).countParams()).toBe(countDecoderLayer(D, F));
    const layer = new EncoderLayer({ ...sizes, name: 'first' });
    layer.apply(x);
    const names = layer.weights.map(({ originalName }) => originalName);
    expect(names).toEqual(flatten(layer.params).map(([path]) => `first/${path}`));
  });

  it('round-trip through getWeights and setWeights', () => {
    const [first, second] = [encoderOf(sizes), encoderOf(sizes)];
    expect(gap(apply(first, x), apply(second, x))).toBeGreaterThan(0.1);
    second.setWeights(first.getWeights());
    expect(gap(apply(first, x), apply(second, x))).toBe(0);
    expect(gap(encoderLayer(second.params, x, { heads: H }), apply(first, x))).toBe(0);
  });

  it('are drawn from the seed and the name', () => {
    const drawn = (seed: number, name: string) => {
      const layer = new EncoderLayer({ ...sizes, seed, name });
      return apply(layer, x);
    };
    expect(gap(drawn(1, 'a'), drawn(1, 'a'))).toBe(0);
    expect(gap(drawn(1, 'a'), drawn(2, 'a'))).toBeGreaterThan(0.1);
    expect(gap(drawn(1, 'a'), drawn(1, 'b'))).toBeGreaterThan(0.1);
    expect(gap(apply(new EncoderLayer({ ...sizes, name: 'a' }), x), drawn(0, 'a'))).toBe(0);
  });

  it('start with biases of 0 and gains of 1, and are there only once built', () => {
    const layer = new DecoderLayer(sizes);
    expect(() => layer.params).toThrow(
      new ModelError('DecoderLayer', 'a layer that was built', `${layer.name} without weights`),
    );
    layer.apply([x, memory]);
    expect(layer.params.norm3.gain.dataSync()).toEqual(new Float32Array(D).fill(1));
    expect(layer.params.cross.key.bias.dataSync()).toEqual(new Float32Array(D));
  });

  it('are freed with the layer; a call leaves nothing but its outputs', () => {
    const start = tf.memory().numTensors;
    const layer = new DecoderLayer({ ...sizes, returnScores: true });
    const first = layer.apply([x, memory]) as tf.Tensor[];
    expect(tf.memory().numTensors - start).toBe(layer.weights.length + 2);
    tf.dispose(first);
    tf.tidy(() => void layer.apply([x, memory, memoryPadding], { mask: padding, training: true }));
    expect(tf.memory().numTensors - start).toBe(layer.weights.length);
    layer.dispose();
    expect(tf.memory().numTensors).toBe(start);
    const plain = new DecoderLayer(sizes);
    tf.tidy(() => void plain.apply([x, memory], { training: true }));
    expect(tf.memory().numTensors - start).toBe(plain.weights.length);
  });
});

describe('config', () => {
  it('holds every switch, and makes the same layer again', () => {
    const args: TransformerLayerArgs = {
      ...{ ...sizes, keyValueHeads: 1, norm: 'pre', normKind: 'rms', activation: 'swiglu' },
      ...{ positions: 'alibi', window: 3, experts: { count: 2, top: 1 }, name: 'mine' },
      ...{ dropout: 0.2, attentionDropout: 0.3, seed: 5, trainable: false },
    };
    const layer = new EncoderLayer(args);
    expect(layer.getConfig()).toEqual(args);
    const again = EncoderLayer.fromConfig<EncoderLayer>(EncoderLayer, layer.getConfig());
    expect(again.getConfig()).toEqual(args);
    expect(new DecoderLayer({ ...sizes, returnScores: true }).getConfig()).toMatchObject({
      returnScores: true,
    });
  });

  it('has the paper’s dropout by default', () => {
    expect(new DecoderLayer({ ...sizes, name: 'plain', window: undefined }).getConfig()).toEqual({
      ...sizes,
      ...{ dropout: 0.1, seed: 0, name: 'plain', trainable: true, returnScores: false },
    });
  });

  it.each([
    [{ width: 0 }, 'EncoderLayer: wanted width to be a whole number of at least 1, got 0'],
    [{ inner: 1.5 }, 'EncoderLayer: wanted inner to be a whole number of at least 1, got 1.5'],
    [{ heads: 3 }, 'EncoderLayer: wanted heads to divide the width 8, got 3 heads'],
    [{ dropout: 1 }, 'EncoderLayer: wanted dropout from 0 to below 1, got 1'],
    [{ dropout: -0.1 }, 'EncoderLayer: wanted dropout from 0 to below 1, got -0.1'],
    [{ dropout: NaN }, 'EncoderLayer: wanted dropout from 0 to below 1, got NaN'],
    [{ attentionDropout: 2 }, 'EncoderLayer: wanted attentionDropout from 0 to below 1, got 2'],
  ])('%o is refused', (wrong, message) => {
    expect(() => new EncoderLayer({ ...sizes, ...wrong })).toThrow(message);
  });
});

describe('shapes', () => {
  it('are known before any number is', () => {
    const [target, source] = [tfl.input({ shape: [null, D] }), tfl.input({ shape: [S, D] })];
    const shapeOf = (layer: tfl.layers.Layer, inputs: tfl.SymbolicTensor | tfl.SymbolicTensor[]) =>
      [layer.apply(inputs) as tfl.SymbolicTensor | tfl.SymbolicTensor[]].flat().map((y) => y.shape);
    expect(shapeOf(new EncoderLayer(sizes), source)).toEqual([[null, S, D]]);
    expect(shapeOf(new DecoderLayer(sizes), [target, source])).toEqual([[null, null, D]]);
    const both = new DecoderLayer({ ...sizes, returnScores: true });
    expect(shapeOf(both, [target, source])).toEqual([
      [null, null, D],
      [null, H, null, S],
    ]);
  });

  it('may be those of masks at the first call', () => {
    const named = { ...sizes, name: 'first' };
    const wanted = apply(new EncoderLayer(named), x, { mask: padding });
    expect(gap(apply(new EncoderLayer(named), [x, padding]), wanted)).toBe(0);
    const decoded = apply(new DecoderLayer(named), [x, memory, memoryPadding]);
    expect(decoded.shape).toEqual([B, T, D]);
  });

  it('of another width are refused at once', () => {
    const wanted = 'wanted an input of shape [B, T, 8], got';
    const narrow = tfl.input({ shape: [T, D - 1] });
    expect(() => new EncoderLayer(sizes).apply(narrow)).toThrow(`EncoderLayer: ${wanted} [, 4, 7]`);
    const source = tfl.input({ shape: [T, D] });
    expect(() => new DecoderLayer(sizes).apply([source, narrow])).toThrow(
      `DecoderLayer: ${wanted} [, 4, 7]`,
    );
    expect(() => new EncoderLayer(sizes).apply(tf.zeros([B, D]))).toThrow(`${wanted} [3, 8]`);
    const deep = tf.zeros([B, T, D, 2]);
    expect(() => new EncoderLayer(sizes).apply(deep)).toThrow(`${wanted} [3, 4, 8, 2]`);
  });

  it('of masks are checked', () => {
    expect(() => encoderOf(sizes).apply([x, memoryPadding])).toThrow(
      'EncoderLayer: wanted a mask of shape [3, 4], got [3, 6]',
    );
    expect(() => decoderOf(sizes).apply([x, memory, padding])).toThrow(
      'DecoderLayer: wanted a mask of shape [3, 6], got [3, 4]',
    );
    expect(() => decoderOf(sizes).apply([x, memory], { mask: memoryPadding })).toThrow(
      'DecoderLayer: wanted a mask of shape [3, 4], got [3, 6]',
    );
  });
});

describe('masks', () => {
  it('are handed on: that of x, and none for the scores', () => {
    const masks = [padding, memoryPadding];
    expect(new EncoderLayer(sizes).supportsMasking).toBe(true);
    // The library's masks are float32; those of Keras are not.
    expect(keyMask('x', tf.cast(padding, 'bool'), x)?.dtype).toBe('float32');
    expect(new EncoderLayer(sizes).computeMask([x], [padding])).toBe(padding);
    expect(new EncoderLayer(sizes).computeMask(x)).toBeUndefined();
    expect(new DecoderLayer(sizes).computeMask([x, memory], masks)).toBe(padding);
    const both = new DecoderLayer({ ...sizes, returnScores: true });
    expect(both.computeMask([x, memory], masks)).toEqual([padding, null]);
  });

  // What the docstring of TransformerLayer warns of. If upstream mends it, these tell.
  it('of the memory get lost in a model of tfjs-layers; as an input they arrive', () => {
    const inputs = [
      tfl.input({ shape: [T, D] }),
      tfl.input({ shape: [S, D] }),
      tfl.input({ shape: [S] }),
    ] as const;
    const [target, source, given] = inputs;
    const decoder = decoderOf(sizes);
    const masked = tfl.layers.masking({ maskValue: 7 }).apply(source) as tfl.SymbolicTensor;
    const predict = (...tensors: tfl.SymbolicTensor[]) => {
      const outputs = decoder.apply(tensors) as tfl.SymbolicTensor;
      const model = tfl.model({ inputs: [...inputs], outputs: [outputs, given] });
      return (model.predict([x, padded, memoryPadding]) as tf.Tensor[])[0] ?? tf.scalar(NaN);
    };
    const real = tf.expandDims(memoryPadding, 2);
    const padded = tf.where(tf.cast(real, 'bool'), memory, 7);
    const zeroed = tf.mul(padded, real);
    expect(gap(predict(target, masked), apply(decoder, [x, zeroed]))).toBe(0);
    const wanted = apply(decoder, [x, zeroed, memoryPadding]);
    expect(gap(predict(target, masked, given), wanted)).toBe(0);
    expect(gap(wanted, apply(decoder, [x, zeroed]))).toBeGreaterThan(0.1);
  });

  it('of one branch reach the next branch in a model of tfjs-layers', () => {
    const [first, second] = [tfl.input({ shape: [T, D] }), tfl.input({ shape: [T, D] })];
    const masked = tfl.layers.masking({ maskValue: 7 }).apply(first) as tfl.SymbolicTensor;
    const [one, other] = [encoderOf(sizes), encoderOf(sizes)];
    const outputs = [one.apply(masked), other.apply(second)] as tfl.SymbolicTensor[];
    const model = tfl.model({ inputs: [first, second], outputs });
    const padded = tf.where(tf.cast(tf.expandDims(padding, 2), 'bool'), x, 7);
    const [, output = tf.scalar(NaN)] = model.predict([padded, x]) as tf.Tensor[];
    expect(gap(output, apply(other, [x, padding]))).toBe(0);
    expect(gap(output, apply(other, x))).toBeGreaterThan(0.1);
    expect(gap(output, apply(other, [x, tf.onesLike(padding)]))).toBeGreaterThan(0.1);
  });
});

describe('what Keras expects of a call', () => {
  it('is that it runs the hook of the layer', () => {
    const layers: [tfl.layers.Layer, tf.Tensor | tf.Tensor[]][] = [
      [encoderOf(sizes), x],
      [decoderOf(sizes), [x, memory]],
    ];
    for (const [layer, inputs] of layers) {
      let calls = 0;
      layer.setCallHook(() => calls++);
      layer.apply(inputs);
      expect(calls).toBe(1);
    }
  });

  it('is a tensor that was tapped', () => {
    const tap = (_: string, tensor: tf.Tensor) => tensor;
    const keeper = keeping('cross.pattern', tap as Tap);
    keeper.tap('self.pattern', x);
    expect(keeper.take).toThrow('nothing tapped cross.pattern');
  });
});

describe('dropout', () => {
  it('is off unless training, and then the tap’s', () => {
    const args = { ...sizes, dropout: 0.5, attentionDropout: 0.25, seed: 3, name: 'dropping' };
    const layer = encoderOf(args);
    const still = encoderLayer(layer.params, x, { heads: H });
    expect(gap(apply(layer, x), still)).toBe(0);
    expect(gap(apply(layer, x, { training: false }), still)).toBe(0);
    const tap = dropoutTap(createRandom(hashSeed(3, 'dropping dropout')), args);
    for (const _call of [1, 2]) {
      const expected = encoderLayer(layer.params, x, { heads: H, tap });
      expect(gap(expected, still)).toBeGreaterThan(0.1);
      expect(gap(apply(layer, x, { training: true }), expected)).toBe(0);
    }
  });

  it('of 0 changes nothing in training', () => {
    const layer = decoderOf({ ...sizes, dropout: 0 });
    const wanted = apply(layer, [x, memory]);
    expect(gap(apply(layer, [x, memory], { training: true }), wanted)).toBe(0);
  });

  it('drops after the scores have been kept', () => {
    const layer = decoderOf({ ...sizes, attentionDropout: 0.5 }, true);
    const call = (training: boolean) =>
      layer.apply([x, memory], { training }) as [tf.Tensor, tf.Tensor];
    const [dropped, scores] = call(true);
    expect(gap(dropped, call(false)[0])).toBeGreaterThan(0.1);
    const sums = tf.sum(scores, -1).dataSync();
    expect(sums.every((sum) => Math.abs(sum - 1) < 1e-6)).toBe(true);
  });

  it('drops the share that it says, of what it says, and keeps the mean', () => {
    const ones = tf.ones([100, 100]);
    const tap = dropoutTap(createRandom(1), { dropout: 0.2, attentionDropout: 0.5 });
    const seen = (name: string) => {
      const data = Array.from(tap(name, ones).dataSync());
      const zeros = data.filter((value) => value === 0).length / data.length;
      return { zeros, kept: Math.max(...data), mean: data.reduce((a, b) => a + b) / data.length };
    };
    for (const name of ['self.output', 'cross.output', 'ffn.output']) {
      const { zeros, kept, mean } = seen(name);
      expect(zeros).toBeCloseTo(0.2, 1);
      expect(kept).toBeCloseTo(1 / 0.8, 6);
      expect(mean).toBeCloseTo(1, 1);
    }
    for (const name of ['self.pattern', 'cross.pattern']) {
      expect(seen(name).zeros).toBeCloseTo(0.5, 1);
      expect(seen(name).kept).toBeCloseTo(2, 6);
    }
    for (const name of [
      'x.self.output',
      'x.self.pattern',
      'ffn.output.low',
      'ffn.experts.0.output',
      'norm1',
    ]) {
      expect(tap(name, ones)).toBe(ones);
    }
    const twice = [tap('self.output', ones), tap('self.output', ones)] as const;
    expect(gap(...twice)).toBeGreaterThan(1);
  });

  it('of one kind leaves the other alone', () => {
    const ones = tf.ones([10, 10]);
    const outputs = dropoutTap(createRandom(1), { dropout: 0.5 });
    expect(outputs('self.pattern', ones)).toBe(ones);
    expect(outputs('self.output', ones)).not.toBe(ones);
    const patterns = dropoutTap(createRandom(1), { attentionDropout: 0.5 });
    expect(patterns('self.output', ones)).toBe(ones);
    expect(patterns('self.pattern', ones)).not.toBe(ones);
  });
});

describe('training', () => {
  it('lowers the loss, with dropout, of an encoder and a decoder behind an embedding', async () => {
    const [source, target] = [tfl.input({ shape: [S] }), tfl.input({ shape: [T] })];
    const embed = tfl.layers.embedding({ inputDim: 6, outputDim: D });
    const encoder = new EncoderLayer({ ...sizes, seed: 1 });
    const decoder = new DecoderLayer({ ...sizes, seed: 2, norm: 'pre' });
    const of = (layer: tfl.layers.Layer, inputs: tfl.SymbolicTensor | tfl.SymbolicTensor[]) =>
      layer.apply(inputs) as tfl.SymbolicTensor;
    const memory = of(encoder, of(embed, source));
    const hidden = of(decoder, [of(embed, target), memory]);
    const outputs = of(tfl.layers.dense({ units: 6, activation: 'softmax' }), hidden);
    const model = tfl.model({ inputs: [source, target], outputs });
    model.compile({
      optimizer: tf.train.adam(0.03, 0.9, 0.999, 1e-7),
      loss: 'categoricalCrossentropy',
    });
    const ids = (length: number) =>
      tf.tensor2d([0, 1, 2, 3, 4, 5].map((n) => Array.from({ length }, (_, t) => (n + t) % 6)));
    const labels = tf.oneHot(tf.cast(ids(T), 'int32'), 6);
    const { history } = await model.fit([ids(S), ids(T)], labels, { epochs: 15 });
    const losses = history['loss'] as number[];
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 3);
  });
});

it('no file of the library outside of keras/ imports it or tfjs-layers', () => {
  const files = globSync('src/model/**/*.ts').filter((file) => !file.includes('model/keras/'));
  const importing = files.filter((file) =>
    /from '[^']*(keras\/|tfjs-layers)/.test(readFileSync(file, 'utf8')),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(importing).toEqual([]);
});

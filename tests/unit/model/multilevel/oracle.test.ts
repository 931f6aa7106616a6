import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  attentionPooling,
  documentEncoder,
  factorizedEncoder,
  flatten,
  localGlobalAttention,
  mapParams,
  mergePatches,
  recorder,
  spaceTimeLayer,
  windowBlock,
  windowEncoder,
} from '../../../../src/model/index.ts';
import type {
  AttentionParams,
  DocumentParams,
  EncoderLayerParams,
  FactorizedParams,
  Lengths,
  MergeParams,
  PoolingParams,
  SpaceTimeKind,
  Tap,
  WindowBlockParams,
  WindowEncoderParams,
  WindowSize,
} from '../../../../src/model/index.ts';
import { expectClose, expectRecorded, load, pick, plain, tree, unpack } from '../fixtures.ts';
import type { Fixture } from '../fixtures.ts';

type Forward = (weights: never, x: never, tap?: Tap) => tf.Tensor;

/** Lists, which a fixture keeps under the names '0', '1' and so on. */
function lists(node: object): object {
  const entries = Object.entries(node).map(([key, value]: [string, unknown]) => {
    const branch = value instanceof Object && !(value instanceof tf.Tensor);
    return [key, branch ? lists(value) : value] as const;
  });
  const counted = entries.every(([key], i) => key === String(i));
  return counted ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Expects every gradient of the fixture: of the weights, and of `x` if it has one. */
function expectGradients(fixture: Fixture, forward: Forward): void {
  const weights = lists(tree(fixture.weights));
  const x = 'x' in fixture.inputs ? { x: unpack(fixture.inputs, 'x') } : {};
  const cotangent = unpack(fixture.inputs, 'cotangent');
  const named = [...Object.entries(x), ...flatten(weights)];
  const gradients = tf.grads((...tensors: tf.Tensor[]) => {
    const at = new Map(named.map(([name], i) => [name, tensors[i]]));
    const moved = mapParams(weights, (path, tensor) => at.get(path) ?? tensor);
    return tf.sum(tf.mul(forward(moved as never, at.get('x') as never), cotangent));
  })(named.map(([, tensor]) => tensor));
  gradients.forEach((gradient, i) => {
    const name = named[i]?.[0] ?? '';
    // torchvision's merging has no bias to differentiate.
    if (name === 'stages.1.merge.reduce.bias') return;
    const wanted = pick(fixture.gradients, name);
    const scale = Math.max(1, ...wanted.data.map(Math.abs));
    expectClose(`gradient of ${name}`, plain(gradient), wanted, 2e-5 * scale);
  });
}

/** The forward pass of a fixture, whose options are those of the layer. */
const passes: Record<string, (fixture: Fixture) => Forward> = {
  pooling:
    ({ inputs }) =>
    (params: PoolingParams, x: tf.Tensor3D, tap) =>
      attentionPooling(params, x, { mask: unpack(inputs, 'mask'), tap }),
  document: ({ inputs, options }) => {
    const lengths = options['lengths'] as Lengths;
    const ids = tf.cast(unpack<tf.Rank.R3>(inputs, 'ids'), 'int32');
    return (params: DocumentParams, _x, tap) =>
      documentEncoder(params, ids, { heads: 2, lengths, tap });
  },
  window: ({ options }) => {
    const { windowSize, shifted } = options as { windowSize: WindowSize; shifted: boolean };
    return (params: WindowBlockParams, x: tf.Tensor4D, tap) =>
      windowBlock(params, x, { heads: 2, windowSize, shifted, activation: 'gelu', tap });
  },
  merge: () => (params: MergeParams, x: tf.Tensor4D, tap) => mergePatches(params, x, tap),
  pyramid: ({ options }) => {
    const windowSize = options['windowSize'] as WindowSize;
    return (params: WindowEncoderParams, x: tf.Tensor4D, tap) =>
      windowEncoder(params, x, { heads: 2, windowSize, activation: 'gelu', tap });
  },
  local: ({ options }) => {
    const reach = options as { heads: number; window: number; globals: number[]; causal?: boolean };
    return (params: AttentionParams, x: tf.Tensor3D, tap) =>
      localGlobalAttention(params, x, { ...reach, tap });
  },
  clip: ({ options }) => {
    const kind = options['kind'] as SpaceTimeKind;
    return (params: EncoderLayerParams, x: tf.Tensor4D, tap) =>
      spaceTimeLayer(params, x, { heads: 2, kind, activation: 'gelu', tap });
  },
  factorized: () => (params: FactorizedParams, x: tf.Tensor4D, tap) =>
    factorizedEncoder(params, x, { heads: 2, activation: 'gelu', tap }),
};

describe.each([
  ['pooling', 'pooling', 'output'],
  ['document', 'document', 'sentencePool.output'],
  ['window', 'window', 'output'],
  ['shifted', 'window', 'output'],
  ['sequence', 'window', 'output'],
  ['merge', 'merge', 'output'],
  ['merge-pairs', 'merge', 'output'],
  ['pyramid', 'pyramid', 'norm'],
  ['longformer', 'local', 'output'],
  ['sliding', 'local', 'output'],
  ['causal', 'local', 'output'],
  ['joint', 'clip', 'output'],
  ['divided', 'clip', 'output'],
  ['space', 'clip', 'output'],
  ['time', 'clip', 'output'],
  ['factorized', 'factorized', 'time.0.residual2'],
] as const)('%s', (name, pass, last) => {
  const fixture = load(`multilevel-${name}`);
  const forward = passes[pass]?.(fixture) ?? (() => tf.scalar(NaN));

  it(`every tapped tensor is that of ${fixture.source}`, () => {
    const { tap, tensors } = recorder();
    const weights = lists(tree(fixture.weights));
    const x = 'x' in fixture.inputs ? unpack(fixture.inputs, 'x') : undefined;
    const output = forward(weights as never, x as never, tap);
    const known = tensors.filter((tensor) => name !== 'pyramid' || tensor.name in fixture.tensors);
    expectRecorded(known, fixture.tensors);
    expectClose('returned', plain(output), pick(fixture.tensors, last));
  });

  it('every gradient is autograd’s', () => {
    const missing = name === 'pyramid' ? 1 : 0;
    const count = flatten(tree(fixture.weights)).length + ('x' in fixture.inputs ? 1 : 0);
    expect(Object.keys(fixture.gradients).length).toBe(count - missing);
    expectGradients(fixture, forward);
  });
});

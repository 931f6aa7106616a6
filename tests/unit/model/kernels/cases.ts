import * as tf from '@tensorflow/tfjs-core';
import { adamW, layerNorm, linear, maskedSoftmax, plainNorm } from '../../../../src/model/index.ts';

/** Something that a kernel of our room computes, with its gradients; every backend must agree. */
export interface KernelCase {
  readonly name: string;
  /** Makes its inputs on the backend that is set. */
  readonly compute: () => tf.Tensor[];
}

/** Smooth numbers that differ from place to place, the same on every backend. */
function waves(shape: readonly number[], phase = 0): tf.Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  const data = Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + phase));
  return tf.tensor(data, [...shape]);
}

/** What `f` gives, and its gradients at each input, weighed differently from place to place. */
function withGradients(f: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor[] {
  const value = f(...inputs);
  const weights = waves(value.shape, 2);
  return [value, ...tf.grads((...moved) => tf.sum(tf.mul(f(...moved), weights)))(inputs)];
}

// [M, K, N]. Wide, tall and flat, since which way round is cheaper depends on the sizes.
const SIZES = [
  [2, 3, 5],
  [40, 3, 2],
  [2, 3, 40],
  [3, 50, 4],
  [1, 4, 1],
] as const;

const BATCHES = [
  [[], []],
  [[1], [1]],
  [[3], [3]],
  [
    [2, 3],
    [2, 3],
  ],
  [[1], [3]],
  [[3], [1]],
  [[2, 2], [1]],
] as const;

const BOTH = [false, true] as const;

function matMulCases(): KernelCase[] {
  return BATCHES.flatMap(([beforeA, beforeB]) =>
    SIZES.flatMap(([M, K, N]) =>
      BOTH.flatMap((transposeA) =>
        BOTH.map((transposeB) => {
          const a = [...beforeA, ...(transposeA ? [K, M] : [M, K])];
          const b = [...beforeB, ...(transposeB ? [N, K] : [K, N])];
          return matMulCase(a, b, transposeA, transposeB);
        }),
      ),
    ),
  );
}

function matMulCase(
  a: number[],
  b: number[],
  transposeA: boolean,
  transposeB: boolean,
): KernelCase {
  const product = (x: tf.Tensor, y: tf.Tensor) => tf.matMul(x, y, transposeA, transposeB);
  // tfjs has no gradient for a side that all matrices share.
  const same = String(a.slice(0, -2)) === String(b.slice(0, -2));
  return {
    name: `matMul [${a.join(', ')}]${transposeA ? 'ᵀ' : ''}·[${b.join(', ')}]${transposeB ? 'ᵀ' : ''}`,
    compute: () => {
      const inputs = [waves(a), waves(b, 1)] as const;
      return same ? withGradients(product, [...inputs]) : [product(...inputs)];
    },
  };
}

/**
 * The same numbers as a right side under several shapes, each wider than the one before: the other way
 * about upstream writes beyond its result.
 */
const reshapedCase: KernelCase = {
  name: 'matMul by the same numbers in another shape',
  compute: () => {
    const numbers = waves([12]);
    const by = (shape: [number, number]) =>
      tf.matMul(waves([5, shape[0]], 1), tf.reshape(numbers, shape));
    return [by([6, 2]), by([4, 3]), by([3, 4]), by([3, 4]), by([2, 6])];
  },
};

const ACTIVATIONS = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'prelu', 'leakyrelu'] as const;

function fusedCases(): KernelCase[] {
  return ACTIVATIONS.flatMap((activation) =>
    BOTH.map((transposeB) => ({
      name: `fused matMul, ${activation}${transposeB ? ', transposed' : ''}, batches`,
      // More than 48 terms: upstream adds the bias once for every 48.
      compute: () => [
        tf.fused.matMul({
          a: tf.mul(waves([2, 3, 50]), 2),
          b: waves(transposeB ? [2, 4, 50] : [2, 50, 4], 1),
          bias: waves([4], 2),
          transposeB,
          activation,
          leakyreluAlpha: 0.3,
          ...(activation === 'prelu' ? { preluActivationWeights: waves([4], 3) } : {}),
        }),
      ],
    })),
  );
}

const fusedGradient: KernelCase = {
  name: 'fused matMul with a bias',
  compute: () =>
    withGradients(
      (a, b, bias) => tf.fused.matMul({ a: a, b: b, bias: bias }),
      [waves([3, 50]), waves([50, 4], 1), waves([4], 2)],
    ),
};

const identityCase: KernelCase = {
  name: 'clone, of which one is freed',
  compute: () => {
    const x = waves([2, 3]);
    const y = tf.clone(x);
    const z = tf.clone(y);
    x.dispose();
    z.dispose();
    return [y, ...withGradients((a) => tf.mul(tf.clone(a), a), [waves([4])])];
  },
};

function gatherCases(): KernelCase[] {
  const ids = (values: number[]) => tf.tensor1d(values, 'int32');
  return [
    {
      name: 'gather of rows, some twice, some never',
      compute: () => withGradients((x) => tf.gather(x, ids([3, 0, 3, 1])), [waves([5, 3])]),
    },
    {
      name: 'gather along the second axis',
      compute: () => withGradients((x) => tf.gather(x, ids([2, 2, 0]), 1), [waves([2, 3, 2])]),
    },
    {
      name: 'gather of scalars by a table of ids',
      compute: () =>
        withGradients((x) => tf.gather(x, tf.tensor2d([[1, 1, 0]], [1, 3], 'int32')), [waves([4])]),
    },
    {
      name: 'sums by segment, ids beyond the segments left out',
      compute: () => [tf.unsortedSegmentSum(waves([5, 2]), ids([1, 3, 1, -1, 0]), 3)],
    },
    {
      name: 'whole numbers by segment',
      // cpu gives float32 here.
      compute: () => {
        const sums = tf.unsortedSegmentSum(tf.tensor1d([1, 2, 3], 'int32'), ids([1, 1, 0]), 2);
        return [tf.cast(sums, 'float32')];
      },
    },
  ];
}

function sumCases(): KernelCase[] {
  const axes = [[0], [1], [2], [0, 1], [1, 0], [0, 2], [-3], [0, 1, 2]];
  return axes.flatMap((axis) =>
    BOTH.map((keepDims) => ({
      name: `sum along ${axis.join(' and ')}${keepDims ? ', dimensions kept' : ''}`,
      compute: () => withGradients((x) => tf.sum(x, axis, keepDims), [waves([3, 4, 5])]),
    })),
  );
}

const wholeSum: KernelCase = {
  name: 'sum of whole numbers',
  compute: () => [tf.sum(tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3], 'int32'), 0)],
};

function fusedLayerCases(): KernelCase[] {
  const settings = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1 };
  const linearOf = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) =>
    linear({ weight: weight as tf.Tensor2D, bias: bias as tf.Tensor1D }, x);
  return [
    ...[[3], [4, 3], [2, 4, 3], [2, 2, 4, 3]].map((shape) => ({
      name: `linear of [${shape.join(', ')}]`,
      compute: () =>
        withGradients(
          (...inputs) =>
            linearOf(inputs[0] as tf.Tensor, inputs[1] as tf.Tensor, inputs[2] as tf.Tensor),
          [waves(shape), waves([3, 5], 1), waves([5], 2)],
        ),
    })),
    {
      name: 'layerNorm',
      compute: () =>
        withGradients(
          (x, gain, bias) =>
            layerNorm({ gain: gain as tf.Tensor1D, bias: bias as tf.Tensor1D }, x, 1e-3),
          [waves([2, 3, 5]), waves([5], 1), waves([5], 2)],
        ),
    },
    {
      name: 'plainNorm',
      compute: () => withGradients((x) => plainNorm(x), [waves([2, 3, 5])]),
    },
    ...[0, 7].map((step) => ({
      name: `adamW after ${step} steps`,
      compute: () => {
        const at = (phase: number) => ({ w: waves([3, 4], phase) });
        const state = { step, first: at(2), second: { w: tf.square(waves([3, 4], 3)) } };
        const { weights, state: next } = adamW(at(0), at(1), state, 0.01, settings);
        return [weights, next.first, next.second].map(({ w }) => w as tf.Tensor);
      },
    })),
  ];
}

const MASKS = [
  [],
  [1],
  [4],
  [3, 4],
  [3, 1],
  [2, 1, 1, 4],
  [1, 2, 3, 1],
  [2, 1, 3, 4],
  [2, 2, 3, 4],
  [1, 1, 1, 1],
];

function softmaxCases(): KernelCase[] {
  const scores = () => tf.mul(waves([2, 2, 3, 4]), 3);
  // Two of three are blocked, so that some rows of four have one key, and narrow ones none.
  const mask = (shape: number[]) => {
    const size = tf.util.sizeFromShape(shape);
    const data = Float32Array.from({ length: size }, (_, i) => (i % 3 === 1 ? 1 : 0));
    return tf.tensor(data, shape);
  };
  const softmaxCase = (name: string, x: () => tf.Tensor, of?: () => tf.Tensor): KernelCase => ({
    name: `softmax, ${name}`,
    compute: () => withGradients((z) => maskedSoftmax(z, of?.()), [x()]),
  });
  return [
    softmaxCase('no mask', scores),
    softmaxCase('no mask, one row', () => waves([5])),
    softmaxCase('large scores', () => tf.mul(waves([3, 4]), 1e4)),
    softmaxCase(
      'large scores that are blocked',
      () => tf.tensor2d([1e5, 1, 2, -1e5, -1e5, 3], [2, 3]),
      () => tf.tensor2d([0, 1, 1, 1, 1, 0], [2, 3]),
    ),
    softmaxCase('all blocked', scores, () => tf.zeros([3, 4])),
    softmaxCase('all allowed', scores, () => tf.ones([2, 1, 1, 1])),
    ...MASKS.map((shape) => softmaxCase(`mask [${shape.join(', ')}]`, scores, () => mask(shape))),
  ];
}

/** Cases for every kernel of `src/model/kernels`. */
export const kernelCases = (): KernelCase[] => [
  ...matMulCases(),
  reshapedCase,
  ...fusedCases(),
  fusedGradient,
  identityCase,
  ...gatherCases(),
  ...sumCases(),
  wholeSum,
  ...fusedLayerCases(),
  ...softmaxCases(),
];

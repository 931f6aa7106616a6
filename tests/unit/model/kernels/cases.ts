import * as tf from '@tensorflow/tfjs-core';
import {
  adamW,
  conv3d,
  ditBlock,
  embed,
  geluTanh,
  layerNorm,
  linear,
  maskedSoftmax,
  multiHeadAttention,
  noTap,
  plainNorm,
  rmsNorm,
  silu,
  upsample,
} from '../../../../src/model/index.ts';
import { think } from '../../../../src/model/think.ts';

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

function addCases(): KernelCase[] {
  const shapes: readonly (readonly [number[], number[]])[] = [
    [[3], [3]],
    [
      [2, 3, 4],
      [2, 3, 4],
    ],
    [[2, 3], [3]],
    [
      [2, 1],
      [1, 3],
    ],
    [[], [2]],
    [
      [50, 60],
      [50, 60],
    ],
  ];
  return [
    ...shapes.map(([a, b]) => ({
      name: `add [${a.join(', ')}] + [${b.join(', ')}]`,
      compute: () => withGradients((x, y) => tf.add(x, y), [waves(a), waves(b, 1)]),
    })),
    {
      name: 'add whole numbers',
      compute: () => [tf.add(tf.tensor1d([1, 2], 'int32'), tf.tensor1d([3, 4], 'int32'))],
    },
  ];
}

/** A weight or a bias that shares its numbers with a tensor of another shape. */
const sharedCase: KernelCase = {
  name: 'linear of weights that were of another shape, and then of another bias',
  compute: () => {
    const numbers = waves([12]);
    const by = (shape: [number, number], bias: tf.Tensor) =>
      linear(
        { weight: tf.reshape(numbers, shape), bias: tf.reshape<tf.Rank.R1>(bias, [shape[1]]) },
        waves([5, shape[0]], 1),
      );
    const flat = waves([1, 4], 3);
    return [
      by([3, 4], waves([4], 2)),
      by([3, 4], flat),
      by([4, 3], waves([3], 2)),
      by([2, 6], waves([6])),
      by([3, 4], waves([4], 4)),
    ];
  },
};

const layerOf = (D: number, F: number, phase: number) => ({
  weight: tf.mul<tf.Tensor2D>(waves([D, F], phase), 0.4),
  bias: waves([F], phase + 1) as tf.Tensor1D,
});

/** T and S of few and of many numbers: they go different ways. */
const LOOKS = [
  { B: 2, T: 3, S: 5, D: 6, H: 2 },
  { B: 1, T: 1, S: 7, D: 8, H: 4 },
  { B: 2, T: 40, S: 30, D: 12, H: 3 },
] as const;

function attentionCases(): KernelCase[] {
  const masks = (B: number, T: number, S: number) => [
    undefined,
    [S],
    [T, S],
    [B, 1, 1, S],
    [B, 1, T, S],
    [1, 1, 1, 1],
  ];
  return LOOKS.flatMap(({ B, T, S, D, H }) =>
    masks(B, T, S).map((mask) => ({
      name: `attention [${B}, ${T}, ${D}] at ${S}, ${H} heads, mask [${mask?.join(', ') ?? 'none'}]`,
      compute: () => {
        const params = {
          ...{ query: layerOf(D, D, 1), key: layerOf(4, D, 2) },
          ...{ value: layerOf(4, D, 3), output: layerOf(D, D, 4) },
        };
        const size = tf.util.sizeFromShape(mask ?? []);
        const data = Float32Array.from({ length: size }, (_, i) => (i % 3 === 1 ? 1 : 0));
        const options = { heads: H, mask: mask && tf.tensor(data, mask) };
        const look = (x: tf.Tensor, memory: tf.Tensor) =>
          multiHeadAttention(params, x as tf.Tensor3D, memory as tf.Tensor3D, options);
        return withGradients(look, [waves([B, T, D]), waves([B, S, 4], 2)]);
      },
    })),
  );
}

function blockCases(): KernelCase[] {
  return [2, 30].map((T) => ({
    name: `a block of the diffusion transformer, ${T} tokens`,
    compute: () => {
      const attend = (phase: number, from: number) => ({
        ...{ query: layerOf(8, 8, phase), key: layerOf(from, 8, phase + 1) },
        ...{ value: layerOf(from, 8, phase + 2), output: layerOf(8, 8, phase + 3) },
      });
      const params = {
        modulation: layerOf(8, 48, 1),
        self: attend(2, 8),
        cross: attend(6, 3),
        mlp: { inner: layerOf(8, 20, 3), outer: layerOf(20, 8, 4) },
      };
      const text = waves([2, 4, 3], 5) as tf.Tensor3D;
      const block = (x: tf.Tensor, c: tf.Tensor) =>
        ditBlock(params, x as tf.Tensor3D, c as tf.Tensor2D, { heads: 2, text });
      return withGradients(block, [waves([2, T, 8]), waves([2, 8], 1)]);
    },
  }));
}

function elementCases(): KernelCase[] {
  const x = () => tf.mul(waves([3, 4, 5]), 4);
  const gain = waves([5], 1) as tf.Tensor1D;
  return [
    { name: 'silu', compute: () => withGradients((one) => silu(one), [x()]) },
    { name: 'geluTanh', compute: () => withGradients((one) => geluTanh(one), [x()]) },
    {
      name: 'rmsNorm',
      compute: () => withGradients((one) => rmsNorm({ gain: tf.clone(gain) }, one, 1e-3), [x()]),
    },
    ...(['relu', 'geluTanh'] as const).map((activation) => ({
      name: `feed-forward, ${activation}`,
      compute: () =>
        withGradients(
          (one) =>
            think(
              { inner: layerOf(5, 7, 1), outer: layerOf(7, 5, 2) },
              one as tf.Tensor3D,
              { activation },
              noTap,
            ),
          [x()],
        ),
    })),
    ...[true, false].flatMap((positions) =>
      [true, false].map((scaled) => ({
        name: `embedding${positions ? ', with positions' : ''}${scaled ? ', scaled' : ''}`,
        compute: () => {
          const ids = tf.tensor2d([3, 0, 3, 1, 2, 2], [2, 3], 'int32');
          const look = (table: tf.Tensor) =>
            embed({ table: table as tf.Tensor2D }, ids, { positions, scaled, offset: 2 });
          return withGradients(look, [waves([4, 6])]);
        },
      })),
    ),
  ];
}

const WINDOWS = [
  { kernel: [3, 3, 3], clip: [2, 3, 4, 5, 2], stride: [1, 1, 1] },
  { kernel: [3, 3, 3], clip: [1, 5, 6, 4, 3], stride: [2, 2, 2] },
  { kernel: [2, 3, 5], clip: [1, 4, 5, 7, 2], stride: [1, 2, 3] },
  { kernel: [1, 1, 1], clip: [2, 3, 4, 4, 2], stride: [2, 2, 2] },
  { kernel: [3, 2, 2], clip: [1, 2, 5, 5, 1], stride: [1, 2, 2] },
] as const;

function videoCases(): KernelCase[] {
  const convolutions = WINDOWS.flatMap(({ kernel, clip, stride: [frames, height, width] }) =>
    BOTH.map((causal) => ({
      name: `conv3d [${clip.join(', ')}] by [${kernel.join(', ')}] at ${frames}, ${height}, ${width}${causal ? ', causal' : ''}`,
      compute: () =>
        withGradients(
          (x, weight, bias) =>
            conv3d({ weight: weight as tf.Tensor5D, bias: bias as tf.Tensor1D }, x as tf.Tensor5D, {
              causal,
              stride: { frames, height, width },
            }),
          [waves(clip), waves([...kernel, clip[4], 3], 1), waves([3], 2)],
        ),
    })),
  );
  const upsampled = BOTH.map((causal) => ({
    name: `upsample${causal ? ', causal' : ''}`,
    compute: () =>
      withGradients(
        (x) => upsample(x as tf.Tensor5D, { frames: 2, height: 3, width: 2 }, causal),
        [waves([2, 3, 2, 2, 2])],
      ),
  }));
  return [...convolutions, ...upsampled];
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
  ...addCases(),
  sharedCase,
  ...attentionCases(),
  ...blockCases(),
  ...elementCases(),
  ...videoCases(),
];

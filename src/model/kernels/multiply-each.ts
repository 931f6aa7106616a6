import * as tf from '@tensorflow/tfjs-core';
import { addressOf, countMatrices, free } from './wasm.ts';
import type { Wasm } from './wasm.ts';

// Names of matrices for a single product. tfjs counts its own up from 1.
const [LEFT, RIGHT, OUT] = [0xfffffff0, 0xfffffff1, 0xfffffff2] as const;

/**
 * Multiplies matrix by matrix, [..., M, K]·[..., K, N] → [..., M, N].
 *
 * Each product is one of upstream's quick case, one matrix by one, on the numbers where they lie: the
 * C++ side is told of a part of a tensor as if it were a tensor, and forgets it after the product.
 */
export function multiplyEach(backend: Wasm, a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
  const [countA, countB] = [countMatrices(a), countMatrices(b)];
  const [M = 0, K = 0] = a.shape.slice(-2);
  const [N = 0] = b.shape.slice(-1);
  const out = backend.makeOutput([...batchOf(a, b), M, N], 'float32'); // [..., M, N]
  if (M * K * N <= SMALL) {
    multiplySmall(backend, a, b, out);
    return out;
  }
  const shapes = backend.makeOutput([6], 'int32', undefined, Int32Array.of(1, M, K, 1, K, N));
  const multiply = multiplier(backend, addressOf(backend, shapes));
  const [atA, atB, atOut] = [addressOf(backend, a), addressOf(backend, b), addressOf(backend, out)];
  const { tfjs } = backend.wasm;
  for (let i = 0; i < Math.max(countA, countB); i++) {
    tfjs.registerTensor(LEFT, M * K, atA + BYTES * M * K * (i % countA));
    tfjs.registerTensor(RIGHT, K * N, atB + BYTES * K * N * (i % countB));
    tfjs.registerTensor(OUT, M * N, atOut + BYTES * M * N * i);
    multiply();
  }
  free(backend, shapes);
  return out;
}

/** So many products of numbers take less time than XNNPACK takes to begin. */
const SMALL = 2000;

function multiplySmall(
  backend: Wasm,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  out: tf.TensorInfo,
): void {
  const [M = 0, K = 0] = a.shape.slice(-2);
  const [N = 0] = b.shape.slice(-1);
  const [left, right, to] = [a, b, out].map((x) => backend.typedArrayFromHeap(x)) as Three;
  for (let row = 0; row * N < to.length; row++) {
    const start = (row * K) % left.length;
    const begin = (Math.floor(row / M) * K * N) % right.length;
    for (let n = 0; n < N; n++) {
      let sum = 0;
      for (let k = 0; k < K; k++) sum += (left[start + k] ?? 0) * (right[begin + k * N + n] ?? 0);
      to[row * N + n] = sum;
    }
  }
}

type Three = [Float32Array, Float32Array, Float32Array];

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** The dimensions before the last two. As upstream, it knows equal ones and single matrices. */
function batchOf(a: tf.TensorInfo, b: tf.TensorInfo): number[] {
  return tf.backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
}

/** Multiplies what `LEFT` and `RIGHT` name into `OUT`, and forgets all three. */
function multiplier({ wasm }: Wasm, shapes: number): () => void {
  const { tfjs } = wasm;
  const product = wasm.cwrap(tf.BatchMatMul, null, NINE_NUMBERS);
  const shapeOfRight = shapes + 3 * Int32Array.BYTES_PER_ELEMENT;
  return () => {
    product(LEFT, shapes, 3, RIGHT, shapeOfRight, 3, 0, 0, OUT);
    tfjs.disposeData(LEFT);
    tfjs.disposeData(RIGHT);
    tfjs.disposeData(OUT);
  };
}

const NINE_NUMBERS = Array.from({ length: 9 }, () => 'number' as const);

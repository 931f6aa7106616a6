import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../../../../src/model/index.ts';
import { registerFastKernels, unregisterFastKernels } from '../../../../src/model/kernels/index.ts';
import { kernelCases } from './cases.ts';
import type { KernelCase } from './cases.ts';

interface Result {
  readonly shape: number[];
  readonly dtype: string;
  readonly data: number[];
}

function results({ compute }: KernelCase): Result[] {
  return tf.tidy(() =>
    compute().map((tensor) => {
      const { shape, dtype } = tensor;
      return { shape, dtype, data: Array.from(tensor.dataSync()) };
    }),
  );
}

async function resultsOn(backend: string, layer: KernelCase): Promise<Result[]> {
  await tf.setBackend(backend);
  const found = results(layer);
  await tf.setBackend('wasm');
  return found;
}

function largestGap(found: Result[], wanted: Result[]): number {
  return Math.max(
    ...wanted.flatMap(({ data }, i) =>
      data.map((x, j) => Math.abs(x - (found[i]?.data[j] ?? NaN))),
    ),
  );
}

const looks = (list: Result[]) => list.map(({ shape, dtype }) => ({ shape, dtype }));

beforeEach(registerFastKernels);
afterEach(unregisterFastKernels);

describe.each(kernelCases())('$name', (layer) => {
  it('is on wasm what it is on cpu, gradients included', async () => {
    const found = results(layer);
    const wanted = await resultsOn('cpu', layer);
    expect(looks(found)).toEqual(looks(wanted));
    expect(largestGap(found, wanted)).toBeLessThan(2e-5);
  });

  it('leaves nothing', () => {
    const count = () => {
      const { numTensors, numDataBuffers, numBytes } = tf.memory();
      return { numTensors, numDataBuffers, numBytes };
    };
    const before = count();
    results(layer);
    expect(count()).toEqual(before);
  });
});

describe('what upstream does, and why the kernels are here', () => {
  beforeEach(unregisterFastKernels);

  const gapOf = async (name: string) => {
    const layer = kernelCases().find((one) => one.name === name) as KernelCase;
    return largestGap(results(layer), await resultsOn('cpu', layer));
  };

  it('gets a product wrong whose right side was another shape before', async () => {
    expect(await gapOf('matMul by the same numbers in another shape')).toBeGreaterThan(0.1);
  });

  it('gets a fused product wrong that is batched, or transposed', async () => {
    expect(await gapOf('fused matMul, linear, batches')).toBeGreaterThan(0.1);
    expect(await gapOf('fused matMul, relu, transposed, batches')).toBeGreaterThan(0.1);
  });

  it('has no gradient of gather', async () => {
    await expect(gapOf('gather of rows, some twice, some never')).rejects.toThrow(
      'UnsortedSegmentSum',
    );
  });

  it('copies what it clones', () => {
    tf.tidy(() => {
      const x = tf.ones([3]);
      expect(tf.clone(x).dataId).not.toBe(x.dataId);
      registerFastKernels();
      expect(tf.clone(x).dataId).toBe(x.dataId);
    });
  });
});

describe('registerFastKernels', () => {
  const kernel = (name: string) => tf.getKernel(name, 'wasm') as tf.KernelConfig | undefined;
  const names = ['BatchMatMul', '_FusedMatMul', 'Identity', 'UnsortedSegmentSum'];

  it('replaces each kernel once, and puts back what was there', () => {
    const fast = names.map(kernel);
    registerFastKernels();
    expect(names.map(kernel)).toEqual(fast);
    unregisterFastKernels();
    const stock = names.map(kernel);
    expect(stock.map((config) => config?.kernelName)).toEqual([...names.slice(0, 3), undefined]);
    stock.forEach((config, i) => {
      expect(config).not.toBe(fast[i]);
      expect(config?.setupFunc).toBe(config && fast[i]?.setupFunc);
    });
    unregisterFastKernels();
    expect(names.map(kernel)).toEqual(stock);
  });

  it('leaves cpu alone', () => {
    const before = tf.getKernelsForBackend('cpu');
    unregisterFastKernels();
    expect(tf.getKernelsForBackend('cpu')).toEqual(before);
  });

  it('wants the kernels of wasm first', () => {
    unregisterFastKernels();
    const product = tf.getKernel('BatchMatMul', 'wasm');
    tf.unregisterKernel('BatchMatMul', 'wasm');
    expect(registerFastKernels).toThrow(
      new ModelError('registerFastKernels', "the wasm backend's kernels", 'none'),
    );
    tf.registerKernel(product);
  });

  it('leaves it to upstream to refuse whole numbers', () => {
    const product = () => tf.matMul(tf.ones([2, 2], 'int32'), tf.ones([2, 2], 'int32'), true);
    expect(() => tf.tidy(product)).toThrow('non-float32');
  });

  it('says which kernel is missing where a part needs another', () => {
    const transpose = tf.getKernel('Transpose', 'wasm');
    tf.unregisterKernel('Transpose', 'wasm');
    const product = () => tf.matMul(tf.ones([2, 2]), tf.ones([2, 2]), true);
    expect(() => tf.tidy(product)).toThrow('the wasm backend has no kernel Transpose');
    tf.registerKernel(transpose);
  });
});

import * as tf from '@tensorflow/tfjs-core';

/**
 * What the kernels use of tfjs's wasm backend (4.22, `backend_wasm.ts`). Spelled out here, so that
 * nothing of that package is imported: whoever computes on wasm has chosen it already.
 */
export interface Wasm {
  readonly dataIdMap: {
    get(dataId: object): { readonly memoryOffset: number; readonly shape: readonly number[] };
  };
  readonly wasm: {
    readonly tfjs: {
      /** Tells the C++ side of numbers in its memory. */
      registerTensor(id: number, size: number, address: number): void;
      /** Makes it forget them, and what it prepared for them. The memory stays. */
      disposeData(id: number): void;
    };
    cwrap(name: string, returns: null, takes: readonly 'number'[]): (...args: number[]) => void;
  };
  makeOutput(
    shape: readonly number[],
    type: tf.DataType,
    address?: number,
    values?: tf.TypedArray,
  ): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): tf.TypedArray;
  incRef(dataId: object): void;
  disposeData(dataId: object): boolean;
}

/** Tensors by what a kernel calls them. */
export type Inputs<Names extends string = string> = Readonly<Record<Names, tf.TensorInfo>>;

/** What tfjs hands to a kernel. */
export interface Call<In = Inputs, Attributes = object> {
  readonly inputs: In;
  readonly attrs: Attributes;
  readonly backend: Wasm;
}

/** A kernel, as a function. Who calls it owns the result. */
export type Kernel<In = Inputs, Attributes = object> = (
  call: Call<In, Attributes>,
) => tf.TensorInfo;

/** Runs a kernel of the wasm backend by its name. The result is to be freed. */
export function run(
  backend: Wasm,
  name: string,
  inputs: Inputs,
  attrs: object = {},
): tf.TensorInfo {
  const found = tf.getKernel(name, 'wasm') as tf.KernelConfig | undefined;
  if (!found) throw new Error(`the wasm backend has no kernel ${name}`);
  return (found.kernelFunc as unknown as Kernel)({ inputs, backend, attrs });
}

export function free(backend: Wasm, { dataId }: tf.TensorInfo): void {
  backend.disposeData(dataId);
}

/** Where the numbers of a tensor begin in the memory of the WebAssembly module. */
export function addressOf(backend: Wasm, { dataId }: tf.TensorInfo): number {
  return backend.dataIdMap.get(dataId).memoryOffset;
}

/** How many matrices the dimensions before the last two make. */
export function countMatrices({ shape }: tf.TensorInfo): number {
  return tf.util.sizeFromShape(shape.slice(0, -2));
}

import type * as tf from '@tensorflow/tfjs-core';

/** What is used of onnxruntime-web: bench/peers brings it along, when it is there. */
export interface Ort {
  readonly env: { readonly wasm: { numThreads?: number; wasmPaths?: string } };
  readonly Tensor: new (
    type: 'float32' | 'int32',
    data: Float32Array | Int32Array,
    shape: readonly number[],
  ) => OrtTensor;
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<OrtSession> };
}

export interface OrtTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export type OrtTensors = Readonly<Record<string, OrtTensor>>;

export interface OrtSession {
  run(feeds: OrtTensors): Promise<OrtTensors>;
  release(): Promise<void>;
}

/** A model, ready to run on one thread of onnxruntime-web's wasm. */
export function openSession(ort: Ort, model: Uint8Array): Promise<OrtSession> {
  ort.env.wasm.numThreads = 1;
  const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' };
  return ort.InferenceSession.create(model, options);
}

/** A model on one thread of onnxruntime-web's wasm: `run` gives the numbers of `y`. */
export async function ortModel(
  ort: Ort,
  model: Uint8Array,
  inputs: Readonly<Record<string, tf.Tensor>>,
): Promise<{ run: () => Promise<Float32Array>; release: () => Promise<void> }> {
  const session = await openSession(ort, model);
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [
      name,
      new ort.Tensor('float32', tensor.dataSync<'float32'>(), tensor.shape),
    ]),
  );
  return {
    run: async () => (await session.run(feeds))['y']?.data ?? new Float32Array(),
    release: () => session.release(),
  };
}

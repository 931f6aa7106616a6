import type * as tf from '@tensorflow/tfjs-core';

/** What is used of onnxruntime-web: bench/peers brings it along, when it is there. */
export interface Ort {
  readonly env: { readonly wasm: { numThreads?: number; wasmPaths?: string } };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => OrtTensor;
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<OrtSession> };
}

interface OrtTensor {
  readonly data: Float32Array;
}

interface OrtSession {
  run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

/** A model on one thread of onnxruntime-web's wasm: `run` gives the numbers of `y`. */
export async function ortModel(
  ort: Ort,
  model: Uint8Array,
  inputs: Readonly<Record<string, tf.Tensor>>,
): Promise<{ run: () => Promise<Float32Array>; release: () => Promise<void> }> {
  ort.env.wasm.numThreads = 1;
  const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' };
  const session = await ort.InferenceSession.create(model, options);
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

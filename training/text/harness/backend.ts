import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { registerFastKernels } from '../../../src/model/kernels/index.ts';

/** Starts the wasm backend, on one thread, with the kernels that the page uses. */
export async function startBackend(wasmFolder: string): Promise<void> {
  setWasmPaths(wasmFolder);
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend does not start');
  registerFastKernels();
}

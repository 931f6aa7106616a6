import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { registerFastKernels } from '../../../model/kernels/index.ts';

/**
 * Starts tfjs on wasm with our kernels or, where the browser refuses WebAssembly, on cpu, which is
 * loaded only then. Returns which it is.
 */
export async function startBackend(): Promise<string> {
  // It wants all three named, and fetches one: browsers without SIMD are out of use.
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasm,
    'tfjs-backend-wasm-simd.wasm': wasm,
    'tfjs-backend-wasm-threaded-simd.wasm': wasm,
  });
  registerFastKernels();
  // What it returns counts: `getBackend` says the new name also when it failed.
  if (await tf.setBackend('wasm')) return 'wasm';
  await import('@tensorflow/tfjs-backend-cpu');
  if (await tf.setBackend('cpu')) return 'cpu';
  throw new Error('no backend of tfjs starts here');
}

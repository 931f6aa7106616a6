import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setBackend } from '@tensorflow/tfjs-core';

/**
 * Makes a page ready to compute while it is built, in Node, with every kernel and every
 * gradient: none is downloaded.
 */
export async function readyAtBuild(): Promise<void> {
  if (!(await setBackend('cpu'))) throw new Error('tfjs: no cpu backend');
}

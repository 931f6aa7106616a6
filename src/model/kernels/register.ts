import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { ADAMW_UPDATE, adamWUpdate } from './adamw.ts';
import { fusedMatMul } from './fused-matmul.ts';
import { identity } from './identity.ts';
import {
  LAYER_NORM,
  LAYER_NORM_GRAD,
  PLAIN_NORM,
  layerNorm,
  layerNormGrad,
  normGradients,
} from './layer-norm.ts';
import {
  LINEAR,
  LINEAR_GRAD_WEIGHT,
  LINEAR_GRAD_X,
  linear,
  linearGradWeight,
  linearGradX,
  linearGradient,
} from './linear.ts';
import { batchMatMul } from './matmul.ts';
import { unsortedSegmentSum } from './segment-sum.ts';
import {
  MASKED_SOFTMAX,
  MASKED_SOFTMAX_GRAD,
  maskedSoftmax,
  maskedSoftmaxGrad,
  softmaxGradient,
} from './softmax.ts';
import { sum } from './sum.ts';
import type { Kernel } from './wasm.ts';

const GRADIENTS = [linearGradient, ...normGradients, softmaxGradient];

/** A kernel of this room, which knows what it replaced. */
interface Mended extends tf.KernelConfig {
  readonly replaced: tf.KernelConfig | undefined;
}

/**
 * Puts the kernels of this room in the place of those of tfjs's wasm backend, for all that is
 * computed on wasm in this realm. Call it once the backend's kernels are registered, whether or not it
 * has started. To call it again changes nothing. Other backends are left alone.
 *
 * @throws ModelError if the wasm backend has no matrix product yet.
 */
export function registerFastKernels(): void {
  const product = find(tf.BatchMatMul);
  if (!product) throw new ModelError('registerFastKernels', "the wasm backend's kernels", 'none');
  if (isMended(product)) return;
  mend(tf.BatchMatMul, batchMatMul(product.kernelFunc as unknown as Kernel));
  const total = find(tf.Sum);
  if (total) mend(tf.Sum, sum(total.kernelFunc as unknown as Kernel));
  mend(tf._FusedMatMul, fusedMatMul);
  mend(tf.Identity, identity);
  mend(tf.UnsortedSegmentSum, unsortedSegmentSum);
  mend(LINEAR, linear);
  mend(LINEAR_GRAD_X, linearGradX);
  mend(LINEAR_GRAD_WEIGHT, linearGradWeight);
  mend(LAYER_NORM, layerNorm);
  mend(PLAIN_NORM, layerNorm);
  mend(LAYER_NORM_GRAD, layerNormGrad);
  mend(MASKED_SOFTMAX, maskedSoftmax);
  mend(MASKED_SOFTMAX_GRAD, maskedSoftmaxGrad);
  mend(ADAMW_UPDATE, adamWUpdate);
  GRADIENTS.forEach(tf.registerGradient);
}

/** Puts back what `registerFastKernels` replaced: for comparisons. */
export function unregisterFastKernels(): void {
  const mended = tf.getKernelsForBackend('wasm').filter(isMended);
  if (mended.length > 0)
    GRADIENTS.forEach((gradient) => tf.unregisterGradient(gradient.kernelName));
  for (const kernel of mended) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    if (kernel.replaced) tf.registerKernel(kernel.replaced);
  }
}

function mend(kernelName: string, kernel: unknown): void {
  const replaced = find(kernelName);
  if (replaced) tf.unregisterKernel(kernelName, 'wasm');
  const kernelFunc = kernel as tf.KernelFunc;
  const mended: Mended = { ...replaced, kernelName, backendName: 'wasm', kernelFunc, replaced };
  tf.registerKernel(mended);
}

function find(name: string): tf.KernelConfig | undefined {
  return tf.getKernel(name, 'wasm');
}

function isMended(kernel: tf.KernelConfig): kernel is Mended {
  return 'replaced' in kernel;
}

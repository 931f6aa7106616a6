import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { GELU_TANH, SILU, geluTanh, silu } from './activation.ts';
import { add } from './add.ts';
import { ADAMW_UPDATE, adamWUpdate } from './adamw.ts';
import { ATTENTION, attention } from './attention.ts';
import { CONVOLVE, convolve } from './conv3d.ts';
import { EMBEDDING, embedding } from './embedding.ts';
import { FEED_FORWARD, feedForward } from './feed-forward.ts';
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
import {
  ADD_GATED,
  MODULATED_NORM,
  MODULATION,
  addGated,
  modulatedNorm,
  modulation,
} from './modulate.ts';
import { MULTI_HEAD, multiHead } from './multi-head.ts';
import { RMS_NORM, rmsNorm } from './rms-norm.ts';
import { unsortedSegmentSum } from './segment-sum.ts';
import {
  MASKED_SOFTMAX,
  MASKED_SOFTMAX_GRAD,
  maskedSoftmax,
  maskedSoftmaxGrad,
  softmaxGradient,
} from './softmax.ts';
import { sum } from './sum.ts';
import { UPSAMPLE, upsample } from './upsample.ts';
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
  const plus = find(tf.Add);
  if (plus) mend(tf.Add, add(plus.kernelFunc as unknown as Kernel));
  const total = find(tf.Sum);
  if (total) mend(tf.Sum, sum(total.kernelFunc as unknown as Kernel));
  mend(tf._FusedMatMul, fusedMatMul);
  mend(tf.Identity, identity);
  mend(tf.UnsortedSegmentSum, unsortedSegmentSum);
  const oneLinear = linear(stockOf(tf._FusedMatMul));
  mend(LINEAR, oneLinear);
  mend(MULTI_HEAD, multiHead(oneLinear));
  mend(FEED_FORWARD, feedForward(oneLinear));
  mend(LINEAR_GRAD_X, linearGradX);
  mend(LINEAR_GRAD_WEIGHT, linearGradWeight);
  mend(LAYER_NORM, layerNorm);
  mend(PLAIN_NORM, layerNorm);
  mend(LAYER_NORM_GRAD, layerNormGrad);
  mend(MASKED_SOFTMAX, maskedSoftmax);
  mend(MASKED_SOFTMAX_GRAD, maskedSoftmaxGrad);
  mend(ADAMW_UPDATE, adamWUpdate);
  mend(ATTENTION, attention);
  mend(EMBEDDING, embedding);
  mend(MODULATION, modulation(oneLinear));
  mend(MODULATED_NORM, modulatedNorm);
  mend(ADD_GATED, addGated);
  mend(SILU, silu);
  mend(GELU_TANH, geluTanh);
  mend(RMS_NORM, rmsNorm);
  mend(CONVOLVE, convolve);
  mend(UPSAMPLE, upsample);
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

/** Upstream's kernel, if it is there. */
function stockOf(name: string): Kernel | undefined {
  const found = find(name);
  const config = found && isMended(found) ? found.replaced : found;
  return config?.kernelFunc as unknown as Kernel | undefined;
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

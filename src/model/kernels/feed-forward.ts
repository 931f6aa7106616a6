import type * as tf from '@tensorflow/tfjs-core';
import { geluTanh, relu } from './activation.ts';
import type { LinearKernel } from './linear.ts';
import { free } from './wasm.ts';
import type { Call, Inputs } from './wasm.ts';

/** A name of our own: tfjs has no such kernel. It has no gradient. */
export const FEED_FORWARD = 'FeedForward';

type Given = Inputs<'x' | 'innerWeight' | 'innerBias' | 'outerWeight' | 'outerBias'>;

interface Attributes {
  readonly activation: 'relu' | 'geluTanh';
}

/** `feedForward` as a whole: x [B, T, D] → [B, T, D]. */
export const feedForward =
  (linear: LinearKernel) =>
  ({ inputs, backend, attrs }: Call<Given, Attributes>): tf.TensorInfo => {
    const { x, innerWeight, innerBias, outerWeight, outerBias } = inputs;
    const layer = (x: tf.TensorInfo, weight: tf.TensorInfo, bias: tf.TensorInfo) =>
      linear({ inputs: { x, weight, bias }, backend, attrs: {} });
    const inner = layer(x, innerWeight, innerBias); // [B, T, F]
    const bend = attrs.activation === 'relu' ? relu : geluTanh;
    const hidden = bend({ inputs: { x: inner }, backend, attrs: {} }); // [B, T, F]
    const out = layer(hidden, outerWeight, outerBias); // [B, T, D]
    free(backend, inner);
    free(backend, hidden);
    return out;
  };

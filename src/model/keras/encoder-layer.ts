import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { layerOptions } from '../config.ts';
import { encoderLayer } from '../encoder.ts';
import { initEncoderLayer } from '../init.ts';
import type { EncoderLayerParams } from '../params.ts';
import type { Random } from '../random.ts';
import { firstMask, keyMask, shapesOf, tensorsOf } from './inputs.ts';
import { TransformerLayer } from './layer.ts';
import type { CallOptions } from './layer.ts';

/**
 * `encoderLayer` as a layer of Keras's kind: x [B, T, D] → [B, T, D]. Its weights are `params`.
 *
 * Inputs: `x`, or `[x, mask]` with the padding [B, T]. Without that the mask of `x` counts, the one
 * that `embedding({ maskZero: true })` makes; the next layer gets it too.
 */
export class EncoderLayer extends TransformerLayer<EncoderLayerParams> {
  static className = 'EncoderLayer';
  protected readonly sequences = 1;

  protected init(random: Random): EncoderLayerParams {
    const { width, inner } = this.config;
    return initEncoderLayer(random, width, inner, this.config);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor {
    const [x, given] = tensorsOf(inputs) as [tf.Tensor3D, tf.Tensor?];
    return tf.tidy(() => {
      this.invokeCallHook(inputs, options);
      const mask = keyMask('EncoderLayer', given ?? firstMask(options.mask), x); // [B, 1, 1, T]
      const tap = this.dropout(options);
      return encoderLayer(this.params, x, { ...layerOptions(this.config), mask, tap });
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [shape = []] = shapesOf(inputShape);
    return shape;
  }

  override computeMask(
    _inputs: tf.Tensor | tf.Tensor[],
    mask?: tf.Tensor | tf.Tensor[],
  ): tf.Tensor {
    // Keras's type knows no missing mask; its code does.
    return firstMask(mask) as tf.Tensor;
  }
}
tf.serialization.registerClass(EncoderLayer);

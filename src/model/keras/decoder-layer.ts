import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { layerOptions } from '../config.ts';
import { decoderLayer } from '../decoder.ts';
import { initDecoderLayer } from '../init.ts';
import type { DecoderLayerParams } from '../params.ts';
import type { Random } from '../random.ts';
import { firstMask, keyMask, shapesOf, tensorsOf } from './inputs.ts';
import { TransformerLayer } from './layer.ts';
import type { CallOptions, TransformerLayerArgs } from './layer.ts';
import { keeping } from './scores.ts';

export type DecoderLayerArgs = TransformerLayerArgs & {
  /** Whether the layer returns the attention weights of the source as well. */
  readonly returnScores?: boolean | undefined;
};

/**
 * `decoderLayer` as a layer of Keras's kind: x [B, T, D] and memory [B, S, D] → [B, T, D], and with
 * `returnScores` also the weights of the cross-attention, [B, H, T, S], before dropout.
 *
 * Inputs: `[x, memory]`, or `[x, memory, memoryMask]` with the padding [B, S] of the memory. The
 * mask of `x` comes as in `EncoderLayer`. The self-attention is always causal.
 */
export class DecoderLayer extends TransformerLayer<DecoderLayerParams> {
  static className = 'DecoderLayer';
  protected readonly sequences = 2;
  private readonly returnScores: boolean;

  constructor(args: DecoderLayerArgs) {
    super(args);
    this.returnScores = args.returnScores ?? false;
  }

  protected init(random: Random): DecoderLayerParams {
    const { width, inner } = this.config;
    return initDecoderLayer(random, width, inner, this.config);
  }

  override call(inputs: tf.Tensor[], options: CallOptions = {}): tf.Tensor | tf.Tensor[] {
    const [x, memory, padding] = tensorsOf(inputs) as [tf.Tensor3D, tf.Tensor3D, tf.Tensor?];
    return tf.tidy(() => {
      this.invokeCallHook(inputs, options);
      const drop = this.dropout(options);
      const scores = keeping('cross.pattern', drop); // [B, H, T, S]
      const output = decoderLayer(this.params, x, memory, {
        ...layerOptions(this.config),
        mask: keyMask('DecoderLayer', firstMask(options.mask), x), // [B, 1, 1, T]
        memoryMask: keyMask('DecoderLayer', padding, memory), // [B, 1, 1, S]
        tap: this.returnScores ? scores.tap : drop,
      });
      return this.returnScores ? [output, scores.take()] : output;
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const [[B = null, T = null, D = null] = [], [, S = null] = []] = shapesOf(inputShape);
    const output = [B, T, D];
    return this.returnScores ? [output, [B, this.config.heads, T, S]] : output;
  }

  /** The output's tokens are padded as those of `x`. The scores have no mask. */
  override computeMask(
    _inputs: tf.Tensor | tf.Tensor[],
    mask?: tf.Tensor | tf.Tensor[],
  ): tf.Tensor | tf.Tensor[] {
    const own = firstMask(mask) as tf.Tensor;
    return this.returnScores ? [own, null as unknown as tf.Tensor] : own;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), returnScores: this.returnScores };
  }
}
tf.serialization.registerClass(DecoderLayer);

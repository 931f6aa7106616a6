import type * as tf from '@tensorflow/tfjs-core';
import type { RmsNormParams } from '../params.ts';

/** A convolution over time and space. */
export interface Conv3dParams {
  /** [frames, rows, columns, in, out] */
  readonly weight: tf.Tensor5D;
  /** [out] */
  readonly bias: tf.Tensor1D;
}

export interface VideoBlockParams {
  readonly norm1: RmsNormParams;
  readonly conv1: Conv3dParams;
  readonly norm2: RmsNormParams;
  readonly conv2: Conv3dParams;
}

export interface EncoderLevelParams {
  readonly blocks: readonly VideoBlockParams[];
  /** To the next level; the last level has none. */
  readonly down?: Conv3dParams | undefined;
}

export interface DecoderLevelParams {
  readonly blocks: readonly VideoBlockParams[];
  /** To the next level; the last level, the one of the pixels, has none. */
  readonly up?: Conv3dParams | undefined;
}

/** Pixels to latents: means and log-variances, hence twice the channels at the end. */
export interface VideoEncoderParams {
  readonly input: Conv3dParams;
  readonly levels: readonly EncoderLevelParams[];
  readonly norm: RmsNormParams;
  readonly output: Conv3dParams;
}

/** Latents to pixels. The levels are in the order of the computation: the pixels' is the last. */
export interface VideoDecoderParams {
  readonly input: Conv3dParams;
  readonly levels: readonly DecoderLevelParams[];
  readonly norm: RmsNormParams;
  readonly output: Conv3dParams;
}

export interface VideoCodecParams {
  readonly encoder: VideoEncoderParams;
  readonly decoder: VideoDecoderParams;
}

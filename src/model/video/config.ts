import { combineStrides } from './count.ts';
import type { Extent } from './count.ts';

/**
 * The architecture of a video compression network, as data. The encoder goes down the levels, the
 * decoder up again; between two levels a stride shrinks time and space.
 */
export interface VideoCodecConfig {
  /** Channels of each level, from the pixels inward. */
  readonly channels: readonly number[];
  /** How far each axis shrinks between a level and the next: one fewer than levels. */
  readonly strides: readonly Extent[];
  /** C of the latents. */
  readonly latentChannels: number;
  /** Residual blocks a level; 1 unless told otherwise. */
  readonly blocks?: number | undefined;
  /**
   * Whether nothing flows from later frames to earlier ones; true unless told otherwise. A clip
   * then has s·n + 1 frames, and its first frame is a clip of its own: an image.
   */
  readonly causal?: boolean | undefined;
  /** C of the pixels; 3 unless told otherwise. */
  readonly pixelChannels?: number | undefined;
}

/** Every convolution has this kernel: 3 frames, 3 rows, 3 columns. */
export const KERNEL: Extent = { frames: 3, height: 3, width: 3 };

/** How far the whole network shrinks each axis. */
export function totalStride({ strides }: VideoCodecConfig): Extent {
  return combineStrides(strides);
}

/** The stride of the reference video models: 4 in time, 8 in space, in three steps of 2. */
export const STRIDES_4_8_8: readonly Extent[] = [
  { frames: 1, height: 2, width: 2 },
  { frames: 2, height: 2, width: 2 },
  { frames: 2, height: 2, width: 2 },
];

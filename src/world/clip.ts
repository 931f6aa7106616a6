/** A clip, or as one frame an image. */
export interface Clip {
  readonly frames: number;
  readonly height: number;
  readonly width: number;
  /** [frames, height, width, 3], red, green and blue from 0 to 1. */
  readonly data: Float32Array;
}

/** How many frames, and how large. */
export type ClipSize = Omit<Clip, 'data'>;

/** The size that the models are trained on most: one frame, and two groups of four. */
export const CLIP_SIZE: ClipSize = { frames: 9, height: 32, width: 32 };

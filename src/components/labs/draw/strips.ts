import type { ClipSize } from '../../../world/video/index.ts';

/** A strip of pictures with what it is, and its size in pixels. */
export interface Labeled {
  readonly label: string;
  /** A PNG as a data address. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
}

/** The strip of a clip: its frames side by side. */
export function stripIn(
  { frames, width, height }: ClipSize,
  label: string,
  picture: string,
): Labeled {
  return { label, picture, width: frames * width, height };
}

/** Sizes and costs of video, without tfjs: for pages that only count. */
import { ModelError } from '../error.ts';

/** A size in time and space: of a clip, a grid of latents, a patch, a stride or a kernel. */
export interface Extent {
  readonly frames: number;
  readonly height: number;
  readonly width: number;
}

export const UNIT: Extent = { frames: 1, height: 1, width: 1 };

/** The product of the three sizes: how many cells a grid has. */
export function volume({ frames, height, width }: Extent): number {
  return frames * height * width;
}

/** The extent of strides one after the other. */
export function combineStrides(strides: readonly Extent[]): Extent {
  return strides.reduce(
    (all, stride) => ({
      frames: all.frames * stride.frames,
      height: all.height * stride.height,
      width: all.width * stride.width,
    }),
    UNIT,
  );
}

/**
 * The grid of latents of a clip.
 *
 *     causal: (N − 1) / s_t + 1 frames, N = s_t·n + 1;   else N / s_t.   Y / s_h, X / s_w
 *
 * A causal network keeps frame 1 alone, so that an image is a clip of one frame.
 *
 * @throws ModelError if the clip does not divide.
 */
export function latentGrid(clip: Extent, stride: Extent, causal = true): Extent {
  const first = causal ? 1 : 0;
  const form = `${stride.frames}n${causal ? ' + 1' : ''} frames`;
  const fits = clip.frames > 0 && (clip.frames - first) % stride.frames === 0;
  if (!fits) throw new ModelError('latentGrid', form, String(clip.frames));
  return {
    frames: (clip.frames - first) / stride.frames + first,
    height: divide('latentGrid', 'a height', clip.height, stride.height),
    width: divide('latentGrid', 'a width', clip.width, stride.width),
  };
}

/**
 * The grid of patches, each of which becomes a token: N / p_t, Y / p_h, X / p_w.
 *
 * @throws ModelError if the grid does not divide.
 */
export function patchGrid(grid: Extent, patch: Extent): Extent {
  return {
    frames: divide('patchGrid', 'frames', grid.frames, patch.frames),
    height: divide('patchGrid', 'a height', grid.height, patch.height),
    width: divide('patchGrid', 'a width', grid.width, patch.width),
  };
}

/** What decides into how many tokens a clip is cut. */
export interface Tokenizer {
  /** How far the compression network shrinks each axis. */
  readonly stride: Extent;
  readonly patch: Extent;
  /** Whether the first frame is compressed alone. True unless told otherwise. */
  readonly causal?: boolean | undefined;
}

/** T, the number of tokens of a clip after compression and patching. */
export function countVideoTokens(clip: Extent, { stride, patch, causal }: Tokenizer): number {
  return volume(patchGrid(latentGrid(clip, stride, causal), patch));
}

/**
 * How many times as many pairs full attention compares as space and time apart (factorised).
 *
 *     (S·T)² / (T·S² + S·T²) = S·T / (S + T),   S tokens a frame, T frames
 */
export function fullOverFactorised({ frames, height, width }: Extent): number {
  const S = height * width;
  return (S * frames) / (S + frames);
}

/** How many numbers of pixels come to one number of the latents: 3·s_t·s_h·s_w / C. */
export function elementCompression(stride: Extent, latentChannels: number, pixelChannels = 3) {
  return (pixelChannels * volume(stride)) / latentChannels;
}

/** Throws unless `size` is a positive multiple of `by`. */
function divide(where: string, what: string, size: number, by: number): number {
  const fits = Number.isInteger(by) && by > 0 && size > 0 && size % by === 0;
  if (!fits) throw new ModelError(where, `${what} that ${by} divides`, String(size));
  return size / by;
}

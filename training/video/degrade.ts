import type { Random } from '../../src/model/random.ts';
import type { Clip } from '../../src/world/video/index.ts';

/** The clip with normal noise of this deviation on every value. */
export function addNoise(clip: Clip, deviation: number, random: Random): Clip {
  const data = clip.data.map((value) => value + deviation * random.normal());
  return { ...clip, data: data.map((value) => Math.min(Math.max(value, 0), 1)) };
}

/** The clip, every pixel mixed with those left, right, above and below, each with this weight to its 1. */
export function blur(clip: Clip, weight: number): Clip {
  const row = clip.width * 3;
  return blurAlong(blurAlong(clip, 3, clip.width, weight), row, clip.height, weight);
}

/** Along one axis, on which `length` values are `step` apart; an edge has itself for a neighbor. */
function blurAlong(clip: Clip, step: number, length: number, weight: number): Clip {
  const { data } = clip;
  const blurred = data.map((value, i) => {
    const at = Math.floor(i / step) % length;
    const before = at > 0 ? (data[i - step] ?? 0) : value;
    const after = at < length - 1 ? (data[i + step] ?? 0) : value;
    return (value + weight * (before + after)) / (1 + 2 * weight);
  });
  return { ...clip, data: blurred };
}

/** How much a clip is like another one, in decibels: −10 log₁₀ of the mean squared error. */
export function psnr(clip: Clip, other: Clip): number {
  const errors = clip.data.map((value, i) => (value - (other.data[i] ?? 0)) ** 2);
  return -10 * Math.log10(errors.reduce((sum, error) => sum + error, 0) / errors.length);
}

import type { Coverage } from './coverage.ts';

/** One thing in one frame: its moments, and what it covers in a window around it. All in pixels. */
export interface Blob {
  readonly frame: number;
  readonly area: number;
  readonly x: number;
  readonly y: number;
  readonly window: Window;
  /** [window.height, window.width] */
  readonly cover: Float32Array;
}

export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Frame {
  readonly index: number;
  readonly height: number;
  readonly width: number;
  /** [height, width] */
  readonly cover: Float32Array;
}

/** A pixel covered so much belongs to a thing for itself; one covered less, to the one beside it. */
const SOLID = 0.5;
/** What is smaller is a speck. */
const LEAST_AREA = 5;
/** How far the window goes beyond the thing: another shape of the same area may be wider. */
const MARGIN = 2;

/** The connected areas of one color in one frame. */
export function blobsOf(
  coverage: Coverage,
  index: number,
  { height, width }: { height: number; width: number },
): Blob[] {
  const pixels = height * width;
  const cover = coverage.subarray(index * pixels, (index + 1) * pixels);
  const frame = { index, height, width, cover };
  const taken = new Uint8Array(pixels);
  const blobs: Blob[] = [];
  cover.forEach((value, pixel) => {
    if (value >= SOLID && !taken[pixel]) blobs.push(blobOf(flood(frame, taken, pixel), frame));
  });
  return blobs.filter(({ area }) => area >= LEAST_AREA);
}

/** Takes all solid pixels that hang together with one, and the soft ones around them. */
function flood({ cover, width }: Frame, taken: Uint8Array, start: number): number[] {
  const found = [start];
  taken[start] = 1;
  // The list grows while it is walked.
  for (const pixel of found) {
    if ((cover[pixel] ?? 0) < SOLID) continue;
    const [first, last] = [pixel % width ? -1 : 0, (pixel + 1) % width ? 1 : 0];
    for (let row = pixel - width; row <= pixel + width; row += width) {
      for (let next = row + first; next <= row + last; next++) {
        if (!cover[next] || taken[next]) continue;
        taken[next] = 1;
        found.push(next);
      }
    }
  }
  return found;
}

function blobOf(pixels: readonly number[], frame: Frame): Blob {
  const window = windowOf(pixels, frame);
  const cover = new Float32Array(window.height * window.width);
  let [area, x, y] = [0, 0, 0];
  for (const pixel of pixels) {
    const [row, column] = [Math.floor(pixel / frame.width), pixel % frame.width];
    const value = frame.cover[pixel] ?? 0;
    area += value;
    x += value * (column + 0.5);
    y += value * (row + 0.5);
    cover[(row - window.top) * window.width + column - window.left] = value;
  }
  return { frame: frame.index, area, x: x / area, y: y / area, window, cover };
}

function windowOf(pixels: readonly number[], { height, width }: Frame): Window {
  const rows = pixels.map((pixel) => Math.floor(pixel / width));
  const columns = pixels.map((pixel) => pixel % width);
  const left = Math.max(0, Math.min(...columns) - MARGIN);
  const top = Math.max(0, Math.min(...rows) - MARGIN);
  return {
    left,
    top,
    width: Math.min(width, Math.max(...columns) + 1 + MARGIN) - left,
    height: Math.min(height, Math.max(...rows) + 1 + MARGIN) - top,
  };
}

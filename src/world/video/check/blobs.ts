import type { Clip } from '../../clip.ts';
import type { Coverage } from './coverage.ts';

/** One thing in one frame: what it covers, and the moments of that. Lengths in pixels. */
export interface Blob {
  readonly frame: number;
  /** [height, width] */
  readonly cover: Float32Array;
  readonly area: number;
  readonly x: number;
  readonly y: number;
  /** Whether all of it is in the frame. */
  readonly whole: boolean;
}

/** A pixel covered so much belongs to a thing for itself; one covered less, to the one beside it. */
const SOLID = 0.5;
/** What is smaller is a speck. */
const LEAST_AREA = 5;

/** The connected areas of one color in one frame. */
export function blobsOf(coverage: Coverage, frame: number, { height, width }: Clip): Blob[] {
  const from = frame * height * width;
  const cover = coverage.subarray(from, from + height * width);
  const owners = new Int32Array(cover.length);
  let count = 0;
  cover.forEach((value, pixel) => {
    if (value < SOLID || owners[pixel]) return;
    count += 1;
    flood(cover, owners, pixel, count, width);
  });
  const blobs = Array.from({ length: count }, (_, i) => blobOf(cover, owners, i + 1, frame, width));
  return blobs.filter(({ area }) => area >= LEAST_AREA);
}

/** Gives all solid pixels that hang together, and the soft ones around them, to one owner. */
function flood(
  cover: Float32Array,
  owners: Int32Array,
  start: number,
  owner: number,
  width: number,
) {
  const open = [start];
  owners[start] = owner;
  for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
    if ((cover[pixel] ?? 0) < SOLID) continue;
    for (const next of neighbors(pixel, width)) {
      if (!cover[next] || owners[next]) continue;
      owners[next] = owner;
      open.push(next);
    }
  }
}

/** The eight pixels around one; some may be below or above the frame. */
function neighbors(pixel: number, width: number): number[] {
  const column = pixel % width;
  const columns = [-1, 0, 1].filter((step) => column + step >= 0 && column + step < width);
  return columns.flatMap((step) => [pixel + step - width, pixel + step, pixel + step + width]);
}

function blobOf(
  all: Float32Array,
  owners: Int32Array,
  owner: number,
  frame: number,
  width: number,
): Blob {
  const cover = all.map((value, pixel) => (owners[pixel] === owner ? value : 0));
  const height = cover.length / width;
  let [area, x, y, whole] = [0, 0, 0, true];
  cover.forEach((value, pixel) => {
    if (!value) return;
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    area += value;
    x += value * (column + 0.5);
    y += value * (row + 0.5);
    const inside = row > 0 && column > 0 && row < height - 1 && column < width - 1;
    if (value > SOLID && !inside) whole = false;
  });
  return { frame, cover, area, x: x / area, y: y / area, whole };
}

import { SHAPES } from '../../scene.ts';
import { EXTENTS } from '../shapes.ts';
import type { Shape } from '../../scene.ts';
import type { Blob } from './blobs.ts';

const { square, triangle, diamond, cross, crossArm, ring, ringHole } = EXTENTS;

/** Half as wide as a shape of radius 1 is at a height `y` below its centroid; its hole counts not. */
const HALF_WIDTHS: Readonly<Record<Shape, (y: number) => number>> = {
  circle: (y) => chord(1, y),
  square: (y) => (Math.abs(y) < square ? square : 0),
  triangle: (y) => (y < triangle ? Math.max(0, (y + 2 * triangle) / Math.sqrt(3)) : 0),
  diamond: (y) => Math.max(0, diamond - Math.abs(y)),
  cross: (y) => (Math.abs(y) < crossArm ? cross : Math.abs(y) < cross ? crossArm : 0),
  ring: (y) => chord(ring, y),
};

/** The area of a shape of radius 1. */
export const AREAS: Readonly<Record<Shape, number>> = {
  circle: Math.PI,
  square: 4 * square ** 2,
  triangle: 3 * Math.sqrt(3) * triangle ** 2,
  diamond: 2 * diamond ** 2,
  cross: 8 * cross * crossArm - 4 * crossArm ** 2,
  ring: Math.PI * (ring ** 2 - ringHole ** 2),
};

/** Lines a pixel, to draw what is expected. */
const LINES = 4;
/** What differs more from every shape, as a share of what is there, is of none. */
const MOST_DIFFERENCE = 0.4;

/** The shape that differs least from what was seen, drawn with the same centroid and area. */
export function shapeOf(blobs: readonly Blob[], width: number): Shape | undefined {
  const there = blobs.reduce((sum, { cover }) => sum + squares(cover), 0);
  const differences = SHAPES.map((shape) =>
    blobs.reduce((sum, blob) => sum + difference(blob, shape, width), 0),
  );
  const least = Math.min(...differences);
  return least < MOST_DIFFERENCE * there ? SHAPES[differences.indexOf(least)] : undefined;
}

function difference({ cover, area, x, y }: Blob, shape: Shape, width: number): number {
  const drawn = drawSpans(
    shape,
    { x, y, radius: Math.sqrt(area / AREAS[shape]) },
    cover.length,
    width,
  );
  return squares(cover.map((value, pixel) => value - (drawn[pixel] ?? 0)));
}

/** A shape line by line: of every pixel, the share of it that is between left and right. */
function drawSpans(
  shape: Shape,
  { x, y, radius }: { x: number; y: number; radius: number },
  pixels: number,
  width: number,
): Float32Array {
  const drawn = new Float32Array(pixels);
  for (let line = 0; line < (pixels / width) * LINES; line++) {
    const at = ((line + 0.5) / LINES - y) / radius;
    const outer = radius * HALF_WIDTHS[shape](at);
    if (outer <= 0) continue;
    const row = drawn.subarray(Math.floor(line / LINES) * width).subarray(0, width);
    addSpan(row, x, outer, 1 / LINES);
    if (shape === 'ring') addSpan(row, x, radius * chord(ringHole, at), -1 / LINES);
  }
  return drawn;
}

function addSpan(row: Float32Array, x: number, half: number, weight: number): void {
  const [left, right] = [x - half, x + half];
  const last = Math.min(row.length - 1, Math.floor(right));
  for (let column = Math.max(0, Math.floor(left)); column <= last; column++) {
    const inside = Math.min(right, column + 1) - Math.max(left, column);
    row[column] = (row[column] ?? 0) + weight * Math.max(0, inside);
  }
}

function chord(radius: number, y: number): number {
  return Math.sqrt(Math.max(0, radius ** 2 - y ** 2));
}

function squares(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value ** 2, 0);
}

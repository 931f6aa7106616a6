import { SHAPES } from '../../scene.ts';
import { EXTENTS } from '../layout.ts';
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
/** The weight of a neighbor in a soft edge. */
const SOFTNESS = 0.3;
/** What differs more from every shape, as a share of what is there, is of none. */
const MOST_DIFFERENCE = 0.4;

/**
 * The shape that differs least from what was seen, drawn with the same centroid and area, and sharp
 * or soft: what a model draws may be blurred, and a blurred square is not yet a circle.
 */
export function shapeOf(blobs: readonly Blob[]): Shape | undefined {
  const there = sum(blobs.flatMap(({ cover }) => [...cover].map((value) => value ** 2)));
  const differences = SHAPES.map((shape) => {
    const all = blobs.map((blob) => differencesOf(blob, shape));
    return Math.min(sum(all.map(([sharp]) => sharp)), sum(all.map(([, soft]) => soft)));
  });
  const least = Math.min(...differences);
  return least < MOST_DIFFERENCE * there ? SHAPES[differences.indexOf(least)] : undefined;
}

function differencesOf(
  { cover, ...blob }: Blob,
  shape: Shape,
): readonly [sharp: number, soft: number] {
  const drawn = drawLines(blob, shape);
  const softened = soften(drawn, blob.window.width);
  return [squaredDistance(cover, drawn), squaredDistance(cover, softened)];
}

/** Each pixel mixed with its eight neighbors, those of its row and column with this weight to its 1. */
function soften(drawn: Float32Array, width: number): Float32Array {
  return softenAlong(softenAlong(drawn, 1), width);
}

function softenAlong(drawn: Float32Array, step: number): Float32Array {
  const total = 1 + 2 * SOFTNESS;
  return drawn.map((value, i) => {
    const beside = (drawn[i - step] ?? 0) + (drawn[i + step] ?? 0);
    return (value + SOFTNESS * beside) / total;
  });
}

function squaredDistance(cover: Float32Array, drawn: Float32Array): number {
  let total = 0;
  for (let i = 0; i < cover.length; i++) total += ((cover[i] ?? 0) - (drawn[i] ?? 0)) ** 2;
  return total;
}

/** A shape line by line: of every pixel of the window, the share that is between left and right. */
function drawLines({ x, y, area, window }: Omit<Blob, 'cover'>, shape: Shape): Float32Array {
  const { left, top, height, width } = window;
  const radius = Math.sqrt(area / AREAS[shape]);
  const drawn = new Float32Array(height * width);
  for (let line = 0; line < height * LINES; line++) {
    const at = ((line + 0.5) / LINES + top - y) / radius;
    const row = width * Math.floor(line / LINES);
    const pixels = drawn.subarray(row, row + width);
    addSpan(pixels, x - left, radius * HALF_WIDTHS[shape](at), 1 / LINES);
    if (shape === 'ring') addSpan(pixels, x - left, radius * chord(ringHole, at), -1 / LINES);
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { gridOf } from '../scene.ts';
import type { Place, Size } from '../scene.ts';
import type { ClipSize } from '../clip.ts';

/** Lengths in units. There are 32 × 32 units in a clip, whatever its height and width. */
export const RADII: Readonly<Record<Size, number>> = { small: 3, medium: 4.2, large: 5.6 };
/** Half a side, an inradius, half a diagonal and so on, of a shape of radius 1. */
export const EXTENTS = {
  square: 0.88,
  /** Of the circle in an equilateral triangle. */
  triangle: 0.68,
  diamond: 1.22,
  cross: 1.15,
  /** Half as wide as an arm of the cross. */
  crossArm: 0.42,
  ring: 1.12,
  ringHole: 0.56,
} as const;
/** How far a thing that moves gets from its place. */
export const REACH = 3.5;
/** A thing that grows has 0.6 of its radius in the first frame and 1.4 of it in the last. */
export const GROWTH = 0.4;
/** The three rows and columns, as shares of the height or width. */
export const THIRDS: readonly [number, number, number] = [0.23, 0.5, 0.77];

/** Pixels a unit. */
export function unitOf({ height, width }: Omit<ClipSize, 'frames'>): number {
  return Math.sqrt(height * width) / 32;
}

/** The middle of a place, in pixels from the top left corner. */
export function centerOf(
  place: Place,
  { height, width }: Omit<ClipSize, 'frames'>,
): readonly [x: number, y: number] {
  const [row, column] = gridOf(place);
  return [(THIRDS[column] ?? 0) * width, (THIRDS[row] ?? 0) * height];
}

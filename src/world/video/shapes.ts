import { EXTENTS } from './layout.ts';
import type { Shape } from '../scene.ts';

/**
 * How far a point is outside a shape of radius 1, negative inside; `x` to the right, `y` down, from
 * the centroid. At an edge it is the distance; past a corner less than it, which keeps corners sharp.
 *
 * The extents differ so that shapes of one radius look equally large: their areas do not differ much.
 */
export const DISTANCES: Readonly<Record<Shape, (x: number, y: number) => number>> = {
  circle: (x, y) => Math.hypot(x, y) - 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - EXTENTS.square,
  triangle: (x, y) => Math.max(y, (Math.sqrt(3) * Math.abs(x) - y) / 2) - EXTENTS.triangle,
  diamond: (x, y) => (Math.abs(x) + Math.abs(y) - EXTENTS.diamond) / Math.SQRT2,
  cross: (x, y) => {
    const [near, far] = Math.abs(x) < Math.abs(y) ? [x, y] : [y, x];
    return Math.max(Math.abs(near) - EXTENTS.crossArm, Math.abs(far) - EXTENTS.cross);
  },
  ring: (x, y) => {
    const middle = (EXTENTS.ring + EXTENTS.ringHole) / 2;
    return Math.abs(Math.hypot(x, y) - middle) - (EXTENTS.ring - EXTENTS.ringHole) / 2;
  },
};

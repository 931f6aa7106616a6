import type { Motion } from '../scene.ts';
import { GROWTH, REACH } from './layout.ts';

/** Where a thing is from its place, in units, and how large compared with its size. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A thing at its place in its size: how every motion is on average, and all of a single frame. */
export const REST: Pose = { x: 0, y: 0, scale: 1 };

/** The pose at a time from 0, the first frame, to 1, the last. `y` goes down. */
export const POSES: Readonly<Record<Motion, (time: number) => Pose>> = {
  still: () => REST,
  right: (time) => ({ ...REST, x: along(time) }),
  left: (time) => ({ ...REST, x: -along(time) }),
  up: (time) => ({ ...REST, y: -along(time) }),
  down: (time) => ({ ...REST, y: along(time) }),
  grow: (time) => ({ ...REST, scale: 1 + GROWTH * (2 * time - 1) }),
  shrink: (time) => ({ ...REST, scale: 1 - GROWTH * (2 * time - 1) }),
  // Clockwise, from the top.
  loop: (time) => ({
    ...REST,
    x: REACH * Math.sin(2 * Math.PI * time),
    y: -REACH * Math.cos(2 * Math.PI * time),
  }),
  // Twice from the ground.
  bounce: (time) => ({ ...REST, y: REACH * (1 - 2 * Math.abs(Math.sin(2 * Math.PI * time))) }),
  swing: (time) => ({ ...REST, x: REACH * Math.sin(2 * Math.PI * time) }),
};

function along(time: number): number {
  return REACH * (2 * time - 1);
}

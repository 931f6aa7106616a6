import { COLORS, MOTIONS, SHAPES, drawScene } from './scene.ts';
import type { Random } from './random.ts';
import type { Scene, Thing } from './scene.ts';

export type Split = 'train' | 'validation' | 'test';

/** What of a thing decides its split. */
export type Combination = Pick<Thing, 'color' | 'shape' | 'motion'>;

/**
 * The split of a combination of color, shape and motion: 80 % train, 10 % validation, 10 % test.
 *
 * The three indices are added up as in a Latin square. So every color with every shape is in
 * training with eight of the ten motions, and every shape with every motion in most of its colors:
 * what is held out is only the three together.
 */
export function splitOf({ color, shape, motion }: Combination): Split {
  const sum = 3 * COLORS.indexOf(color) + 7 * SHAPES.indexOf(shape) + MOTIONS.indexOf(motion);
  if (sum % 10 === 0) return 'test';
  return sum % 10 === 5 ? 'validation' : 'train';
}

/** The split of a scene, or of any list of things: what one thing of it is held out for, all is. */
export function splitOfAll(things: readonly Combination[]): Split {
  const splits = new Set(things.map(splitOf));
  if (splits.has('test')) return 'test';
  return splits.has('validation') ? 'validation' : 'train';
}

/** A random scene of one split with this many things. */
export function drawFrom(random: Random, split: Split, things: 1 | 2): Scene {
  for (;;) {
    const scene = drawScene(random, things);
    if (splitOfAll(scene) === split) return scene;
  }
}

import { WorldError } from './error.ts';
import { pick } from './random.ts';
import type { Random } from './random.ts';

/** What a thing can be, each list in the order of its indices. Both languages and the renderer read them. */
export const SIZES = ['small', 'medium', 'large'] as const;
export const COLORS = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'white',
] as const;
export const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross', 'ring'] as const;
/** Row by row: the place with index `3 · row + column`. */
export const PLACES = [
  'top left',
  'top',
  'top right',
  'left',
  'center',
  'right',
  'bottom left',
  'bottom',
  'bottom right',
] as const;
export const MOTIONS = [
  'still',
  'right',
  'left',
  'up',
  'down',
  'grow',
  'shrink',
  'loop',
  'bounce',
  'swing',
] as const;
/** Where the first thing of two is, seen from the second. */
export const RELATIONS = ['above', 'below', 'left of', 'right of'] as const;

export type Size = (typeof SIZES)[number];
export type Color = (typeof COLORS)[number];
export type Shape = (typeof SHAPES)[number];
export type Place = (typeof PLACES)[number];
export type Motion = (typeof MOTIONS)[number];
export type Relation = (typeof RELATIONS)[number];

export interface Thing {
  readonly size: Size;
  readonly color: Color;
  readonly shape: Shape;
  /** Where it is halfway through its motion. */
  readonly place: Place;
  readonly motion: Motion;
}

/**
 * One thing, or two. Of two, only the first moves. They are at opposite sides of one row or column,
 * so that they do not touch and one relation holds, and differ in color or shape, so that "the red
 * circle" is one of them.
 */
export type Scene = readonly [Thing] | readonly [Thing, Thing];

/** How the first thing of a scene lies to the second. */
export function relationOf([first, second]: Scene): Relation | undefined {
  return second && relate(first.place, second.place);
}

/** Whether two places are at opposite sides of one row or column, and which of the four ways. */
export function relate(first: Place, second: Place): Relation | undefined {
  const [row, column] = gridOf(first);
  const [otherRow, otherColumn] = gridOf(second);
  if (column === otherColumn && Math.abs(row - otherRow) === 2) {
    return row < otherRow ? 'above' : 'below';
  }
  if (row === otherRow && Math.abs(column - otherColumn) === 2) {
    return column < otherColumn ? 'left of' : 'right of';
  }
  return undefined;
}

/** Row and column of a place, each 0 to 2. */
export function gridOf(place: Place): readonly [row: number, column: number] {
  const index = PLACES.indexOf(place);
  return [Math.floor(index / 3), index % 3];
}

/** @throws WorldError if the two things of a scene break its rules. */
export function checkScene(scene: Scene): Scene {
  const [first, second] = scene;
  if (!second) return scene;
  const got = `${first.place} and ${second.place}`;
  if (!relationOf(scene)) throw new WorldError('scene', 'two things at opposite sides', got);
  if (second.motion !== 'still') {
    throw new WorldError('scene', 'a second thing that is still', second.motion);
  }
  if (first.color === second.color && first.shape === second.shape) {
    const twice = `two of ${first.color} ${first.shape}`;
    throw new WorldError('scene', 'two things that differ in color or shape', twice);
  }
  return scene;
}

/** A random thing: every combination is as likely as any other. */
export function drawThing(random: Random): Thing {
  return {
    size: pick(random, SIZES),
    color: pick(random, COLORS),
    shape: pick(random, SHAPES),
    place: pick(random, PLACES),
    motion: pick(random, MOTIONS),
  };
}

/** The pairs of places that two things can have. */
export const PAIRS: readonly (readonly [Place, Place])[] = PLACES.flatMap((first) =>
  PLACES.filter((second) => relate(first, second)).map((second) => [first, second] as const),
);

/** A random scene with this many things. */
export function drawScene(random: Random, things: 1 | 2): Scene {
  if (things === 1) return [drawThing(random)];
  const [place, other] = pick(random, PAIRS);
  const first: Thing = { ...drawThing(random), place };
  for (;;) {
    const second: Thing = { ...drawThing(random), place: other, motion: 'still' };
    if (second.color !== first.color || second.shape !== first.shape) return [first, second];
  }
}

/** Every thing that there is. */
export function allThings(): Thing[] {
  return SIZES.flatMap((size) =>
    COLORS.flatMap((color) =>
      SHAPES.flatMap((shape) =>
        PLACES.flatMap((place) => MOTIONS.map((motion) => ({ size, color, shape, place, motion }))),
      ),
    ),
  );
}

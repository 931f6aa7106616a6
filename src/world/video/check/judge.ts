import { relate } from '../../scene.ts';
import { measureClip } from './measure.ts';
import type { PartialThing } from '../../language/meaning.ts';
import type { Relation, Thing } from '../../scene.ts';
import type { Clip } from '../../clip.ts';
import type { SeenThing } from './measure.ts';

/** What should be in a clip: `{ things: scene }`, or the `Meaning` of a caption. The rest is open. */
export interface Wanted {
  readonly things: readonly PartialThing[];
  readonly relation?: Relation;
}

/** One of the things that were asked for, and whether it is so. */
export interface Check {
  readonly attribute: keyof Thing | 'count' | 'relation';
  /** Index of the thing; none for the count and the relation. */
  readonly thing?: number;
  readonly wanted: string | number;
  readonly seen: string | number | undefined;
  readonly right: boolean;
}

/**
 * Compares what is in a clip with what should be there: how many things, all that is said of each,
 * and how the first lies to the second. What was seen is taken in the order that fits best. The
 * motion of a single frame is not asked for.
 */
export function judgeClip(wanted: Wanted, clip: Clip): Check[] {
  const seen = measureClip(clip);
  const count = check('count', wanted.things.length, seen.length);
  const [first = [], ...others] = orders(seen, wanted.things.length).map((order) => [
    ...wanted.things.flatMap((thing, i) => checkThing(thing, order[i], i, clip.frames)),
    ...checkRelation(wanted.relation, order),
  ]);
  return [count, ...others.reduce((best, one) => (errors(one) < errors(best) ? one : best), first)];
}

/** Every way to take so many of what was seen; where there is too little, undefined stands in. */
function orders(seen: readonly (SeenThing | undefined)[], count: number): (typeof seen)[] {
  if (count === 0) return [[]];
  const enough = [...seen, ...Array<undefined>(Math.max(0, count - seen.length)).fill(undefined)];
  return enough.flatMap((thing, i) =>
    orders(enough.toSpliced(i, 1), count - 1).map((rest) => [thing, ...rest]),
  );
}

function checkThing(
  wanted: PartialThing,
  seen: SeenThing | undefined,
  thing: number,
  frames: number,
): Check[] {
  return ATTRIBUTES.flatMap((attribute) => {
    const value = wanted[attribute];
    if (value === undefined || (attribute === 'motion' && frames === 1)) return [];
    return [{ thing, ...check(attribute, value, seen?.[attribute]) }];
  });
}

const ATTRIBUTES = ['size', 'color', 'shape', 'place', 'motion'] as const;

function checkRelation(
  wanted: Relation | undefined,
  [first, second]: readonly (SeenThing | undefined)[],
): Check[] {
  const places = [first?.place, second?.place] as const;
  const seen = places[0] && places[1] && relate(places[0], places[1]);
  return wanted === undefined ? [] : [check('relation', wanted, seen)];
}

function check(
  attribute: Check['attribute'],
  wanted: string | number,
  seen: string | number | undefined,
): Check {
  return { attribute, wanted, seen, right: wanted === seen };
}

function errors(checks: readonly Check[]): number {
  return checks.filter(({ right }) => !right).length;
}

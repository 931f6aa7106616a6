import * as world from '../../scene.ts';
import { splitOfAll } from '../../split.ts';
import type { Place, Relation, Thing } from '../../scene.ts';
import type { Combination, Split } from '../../split.ts';

/** The values that things may have: all of them, or few enough to write every caption down. */
export type Values = { readonly [Attribute in keyof Thing]: readonly Thing[Attribute][] };

export const ALL_VALUES: Values = {
  size: world.SIZES,
  color: world.COLORS,
  shape: world.SHAPES,
  place: world.PLACES,
  motion: world.MOTIONS,
};

/** How many scenes of one thing there are, or of two; in one split, if it is named. */
export function countScenes(things: 1 | 2, values: Values = ALL_VALUES, split?: Split): number {
  const inSplit = (list: Combination[]) => !split || splitOfAll(list) === split;
  const firsts = combinations(values);
  const alone = firsts.filter((first) => inSplit([first])).length;
  if (things === 1) return alone * values.size.length * values.place.length;
  const seconds = combinations({ ...values, motion: ['still'] });
  const differ = (one: Combination, other: Combination) =>
    one.color !== other.color || one.shape !== other.shape;
  const both = firsts.flatMap((first) =>
    seconds.filter((second) => differ(first, second) && inSplit([first, second])),
  );
  return both.length * values.size.length ** 2 * pairs(values).length;
}

/** The places that the first of two things may have, and the relation that each second place makes. */
export function pairs({ place }: Values): { first: Place; relation: Relation }[] {
  return place.flatMap((first) =>
    place.flatMap((second) => {
      const relation = world.relate(first, second);
      return relation ? [{ first, relation }] : [];
    }),
  );
}

function combinations({ color, shape, motion }: Values): Combination[] {
  return color.flatMap((one) =>
    shape.flatMap((other) => motion.map((way) => ({ color: one, shape: other, motion: way }))),
  );
}

import { WorldError } from '../error.ts';
import { PAIRS, RELATIONS, relate, relationOf } from '../scene.ts';
import type { Place, Relation, Scene, Thing } from '../scene.ts';

export type PartialThing = Readonly<Partial<Thing>>;

/** What a caption says: of one thing or two, and how the first lies to the second. The rest is open. */
export interface Meaning {
  readonly things: readonly [PartialThing] | readonly [PartialThing, PartialThing];
  readonly relation?: Relation;
}

/** What a caption tells beside colors, shapes and the relation, which all captions tell. */
export interface Said {
  readonly size: boolean;
  readonly place: boolean;
  readonly motion: boolean;
  /** The size of the second thing. Its place and motion follow: opposite, and still. */
  readonly otherSize: boolean;
}

export const EVERYTHING: Said = { size: true, place: true, motion: true, otherSize: true };

/** What a caption that tells so much of a scene means. */
export function meaningOf(scene: Scene, said: Said): Meaning {
  const [first, second] = scene;
  const { color, shape } = first;
  const thing = {
    ...(said.size && { size: first.size }),
    color,
    shape,
    ...(said.place && { place: first.place }),
    ...(said.motion && { motion: first.motion }),
  };
  const relation = relationOf(scene);
  if (!second || !relation) return { things: [thing] };
  const size = said.otherSize && { size: second.size };
  return { things: [thing, { ...size, color: second.color, shape: second.shape }], relation };
}

/** The same, told of the other thing first: "a square below a circle" for "a circle above a square". */
export function turned({ things: [first, second], relation }: Meaning): Meaning {
  if (!second) throw new WorldError('turned', 'two things', 'one');
  return { things: [second, first], ...(relation && { relation: inverse(relation) }) };
}

/** Each relation stands beside its inverse. */
export function inverse(relation: Relation): Relation {
  return RELATIONS[RELATIONS.indexOf(relation) ^ 1] ?? relation;
}

/** Whether two captions say the same, of whichever thing first. */
export function sameMeaning(one: Meaning, other: Meaning): boolean {
  if (one.things.length !== other.things.length) return false;
  return says(one, other) || (one.things.length === 2 && says(turned(one), other));
}

/** Whether a scene is what a caption says: as many things, and each as it is told. */
export function holds(meaning: Meaning, scene: Scene): boolean {
  if (meaning.things.length !== scene.length) return false;
  return fits(meaning, scene) || (scene.length === 2 && fits(turned(meaning), scene));
}

/** The pairs of places that two things can have, if they are as they are told. */
export function pairsFor({ things: [first, second], relation }: Meaning): typeof PAIRS {
  const allows = (told: Place | undefined, place: Place) => (told ?? place) === place;
  return PAIRS.filter(
    ([one, other]) =>
      allows(first.place, one) &&
      allows(second?.place, other) &&
      (relation ?? relate(one, other)) === relate(one, other),
  );
}

/** Whether two things are told to have one color and one shape, which two things of a scene cannot. */
export function areSame(one: PartialThing, other: PartialThing = {}): boolean {
  const told = one.color !== undefined && one.shape !== undefined;
  return told && one.color === other.color && one.shape === other.shape;
}

const ATTRIBUTES = ['size', 'color', 'shape', 'place', 'motion'] as const;

function says(one: Meaning, other: Meaning): boolean {
  return (
    one.relation === other.relation &&
    one.things.every((thing, i) =>
      ATTRIBUTES.every((name) => thing[name] === other.things[i]?.[name]),
    )
  );
}

function fits({ things, relation }: Meaning, scene: Scene): boolean {
  if (relation && relation !== relationOf(scene)) return false;
  return things.every((thing, i) =>
    ATTRIBUTES.every((name) => thing[name] === undefined || thing[name] === scene[i]?.[name]),
  );
}

import { LEXICON } from '../language/lexicon.ts';
import { COLORS, MOTIONS, PLACES, SHAPES, SIZES } from '../scene.ts';
import type { Thing } from '../scene.ts';

export type Attribute = keyof Thing;
export const ATTRIBUTES = ['size', 'color', 'shape', 'place', 'motion'] as const;

interface FactOf<A extends Attribute> {
  readonly attribute: A;
  readonly value: Thing[A];
}

/** A value of an attribute, such as the color red. */
export type Fact = { readonly [A in Attribute]: FactOf<A> }[Attribute];

/** Every fact that there is. */
export const FACTS: readonly Fact[] = [
  ...SIZES.map((value) => ({ attribute: 'size', value }) as const),
  ...COLORS.map((value) => ({ attribute: 'color', value }) as const),
  ...SHAPES.map((value) => ({ attribute: 'shape', value }) as const),
  ...PLACES.map((value) => ({ attribute: 'place', value }) as const),
  ...MOTIONS.map((value) => ({ attribute: 'motion', value }) as const),
];

/** Tokens of a list, from `start` to `end`, both included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The ways to say a value, the usual one first. */
export function englishOf(attribute: Attribute, value: string): readonly string[] {
  const words: Readonly<Record<string, { readonly english: readonly string[] }>> =
    LEXICON[attribute];
  return words[value]?.english ?? [];
}

/** What a thing is in one respect, if that is known of it. */
export function factOf(thing: Partial<Thing>, attribute: Attribute): Fact | undefined {
  return FACTS.find((fact) => fact.attribute === attribute && fact.value === thing[attribute]);
}

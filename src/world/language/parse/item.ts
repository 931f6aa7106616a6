import { COLORS, MOTIONS, PLACES, RELATIONS, SHAPES, SIZES } from '../../scene.ts';
import type { Sayable } from '../lexicon.ts';

/** A value that a text tells. */
export type Told = {
  readonly [Attribute in keyof Sayable]: {
    readonly kind: Attribute;
    readonly value: Sayable[Attribute];
  };
}[keyof Sayable];

/** What a word does that tells nothing. `glue` joins its neighbors; `verb` lacks its direction. */
export type Mark = 'article' | 'it' | 'that' | 'and' | 'glue' | 'filler' | 'verb' | 'unknown';

/** What a phrase of a text does. */
export type Item = Told | { readonly kind: Mark };

/** Everything that can be told. */
export const TOLD: readonly Told[] = [
  ...SIZES.map((value) => ({ kind: 'size' as const, value })),
  ...COLORS.map((value) => ({ kind: 'color' as const, value })),
  ...SHAPES.map((value) => ({ kind: 'shape' as const, value })),
  ...PLACES.map((value) => ({ kind: 'place' as const, value })),
  ...MOTIONS.map((value) => ({ kind: 'motion' as const, value })),
  ...RELATIONS.map((value) => ({ kind: 'relation' as const, value })),
];

/** Phrases, their words separated by spaces, and what each does. */
export type Phrases = ReadonlyMap<string, Item>;

/** A value that belongs to a name: "small red circle" has three. */
export type Naming = Extract<Told, { kind: 'size' | 'color' | 'shape' }>;

export function isNaming(item: Item | undefined): item is Naming {
  return item?.kind === 'size' || item?.kind === 'color' || item?.kind === 'shape';
}

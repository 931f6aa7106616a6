import type { Relation, Thing } from '../../scene.ts';

/** Why a text is no caption. A page puts it into words. */
export type Problem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too long'; readonly limit: number }
  /** A word that the world has not, where it stands in the text, and what may have been meant. */
  | {
      readonly kind: 'unknown';
      readonly word: string;
      readonly start: number;
      readonly nearest: readonly string[];
    }
  /** A motion without its direction. */
  | { readonly kind: 'direction'; readonly word: string; readonly start: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too many'; readonly things: number }
  /** One thing is told to be two things at once. */
  | {
      readonly kind: 'contradiction';
      readonly attribute: keyof Thing;
      readonly values: readonly string[];
    }
  | { readonly kind: 'relations'; readonly values: readonly Relation[] }
  /** A relation to nothing. */
  | { readonly kind: 'alone'; readonly relation: Relation }
  /** Two things of one color and shape. */
  | { readonly kind: 'same' }
  /** Two things that move: in this world one does. */
  | { readonly kind: 'two move' }
  /** Two things that cannot be at these places, with this relation. */
  | { readonly kind: 'places' };

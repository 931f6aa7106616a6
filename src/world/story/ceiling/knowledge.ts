import { layoutsOf } from './layouts.ts';
import { chanceOf, namings } from './looks.ts';
import type { Layout } from './layouts.ts';
import type { Belief, Chance, Naming } from './looks.ts';

/** All that there is to know of how captions are made. */
export interface Knowledge {
  /** By how many tokens they have. */
  readonly layouts: ReadonlyMap<number, readonly Layout[]>;
  readonly chance: { readonly one: Chance; readonly two: Chance };
  readonly namings: { readonly sized: readonly Naming[]; readonly plain: readonly Naming[] };
}

export interface KnowledgeOptions {
  readonly belief: Belief;
  /** The share of scenes that have two things. */
  readonly two: number;
}

/** What is known of captions of scenes that are as probable as is believed. */
export function knowledgeOf({ belief, two }: KnowledgeOptions): Knowledge {
  const weigh = (share: number) => (layout: Layout) => ({ ...layout, share: layout.share * share });
  const all = [...layoutsOf(1).map(weigh(1 - two)), ...layoutsOf(2).map(weigh(two))];
  return {
    layouts: byLength(all.filter(({ share }) => share > 0)),
    chance: { one: chanceOf(belief, 1), two: chanceOf(belief, 2) },
    namings: { sized: namings(true), plain: namings(false) },
  };
}

function byLength(layouts: readonly Layout[]): Map<number, Layout[]> {
  const groups = new Map<number, Layout[]>();
  for (const layout of layouts) {
    const { length } = layout.tokens;
    const group = groups.get(length);
    if (group) group.push(layout);
    else groups.set(length, [layout]);
  }
  return groups;
}

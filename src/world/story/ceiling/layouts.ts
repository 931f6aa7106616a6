import { PHRASINGS } from '../../language/phrasings.ts';
import { fill } from '../../language/template.ts';
import { motionChoices, whereChoices } from './choices.ts';
import type { Said } from '../../language/meaning.ts';
import type { Phrasing } from '../../language/phrasings.ts';
import type { Motion } from '../../scene.ts';
import type { Choice } from './choices.ts';

/** Where a caption names a thing: "a [small] red circle". */
export interface Name {
  readonly start: number;
  readonly sized: boolean;
}

/** All captions that differ only in how the things are named. */
export interface Layout {
  /** The words, empty where the names stand. */
  readonly tokens: readonly string[];
  /** That of the first thing, and if there is one that of the second. */
  readonly names: readonly [Name] | readonly [Name, Name];
  readonly motion: Motion | undefined;
  /** How probable the layout is, apart from its motion. */
  readonly share: number;
}

/** How often a caption tells everything. Else it tells each part in one of two. */
const ALL = 0.25;
const YES_NO = [true, false];

/** Every layout of captions of so many things. */
export function layoutsOf(things: 1 | 2): Layout[] {
  return everySaid().flatMap(({ said, share }) => {
    const phrasings = PHRASINGS.filter(({ can }) => can(said, things));
    return phrasings.flatMap((phrasing) =>
      whereChoices(things, said.place).flatMap((where) =>
        motionChoices(said.motion).map((how) =>
          layOut(phrasing, said, {
            ...where,
            ...how,
            share: (share * where.share * how.share) / phrasings.length,
          }),
        ),
      ),
    );
  });
}

function everySaid(): { said: Said; share: number }[] {
  return YES_NO.flatMap((size) =>
    YES_NO.flatMap((place) =>
      YES_NO.flatMap((motion) =>
        YES_NO.map((otherSize) => {
          const all = size && place && motion && otherSize;
          return {
            said: { size, place, motion, otherSize },
            share: (all ? ALL : 0) + (1 - ALL) / 16,
          };
        }),
      ),
    ),
  );
}

function layOut(phrasing: Phrasing, { size, otherSize }: Said, choice: Choice): Layout {
  const { place, relation, moves, moving, motion, share } = choice;
  const first = ['FIRST', '', '', ...(size ? [''] : [])];
  const second = ['SECOND', '', '', ...(otherSize ? [''] : [])];
  const parts = fill(phrasing.english, {
    FIRST: first,
    ...(relation && { RELATION: relation, SECOND: second }),
    ...(place && { PLACE: place }),
    ...(moves && { MOTION: moves }),
    ...(moving && { MOVING: moving }),
  });
  const words = parts.filter((part) => typeof part === 'string');
  const names = [
    { start: words.indexOf('FIRST'), sized: size },
    { start: words.indexOf('SECOND'), sized: otherSize },
  ] as const;
  const tokens = words.map((word) => (word === 'FIRST' || word === 'SECOND' ? '' : word));
  return { tokens, names: relation ? names : [names[0]], motion, share };
}

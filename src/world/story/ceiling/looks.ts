import { LEXICON } from '../../language/lexicon.ts';
import { COLORS, MOTIONS, SHAPES, SIZES } from '../../scene.ts';
import { splitOfAll } from '../../split.ts';
import type { Color, Motion, Shape } from '../../scene.ts';
import type { Split } from '../../split.ts';

interface Look {
  readonly color: Color;
  readonly shape: Shape;
}

export const LOOKS: readonly Look[] = COLORS.flatMap((color) =>
  SHAPES.map((shape) => ({ color, shape })),
);

/** A way to name a thing that looks like the look with this index. */
export interface Naming {
  readonly tokens: readonly string[];
  readonly look: number;
  /** How often a thing of this look is named so. */
  readonly share: number;
}

/** Every way to name a thing, with its size or without. */
export function namings(sized: boolean): Naming[] {
  const sizes = sized ? sizeWords() : [{ words: [], share: 1 }];
  return LOOKS.flatMap(({ color, shape }, look) =>
    LEXICON.color[color].english.flatMap((word, _, { length }) =>
      sizes.map((size) => {
        const words = [...size.words, word, ...LEXICON.shape[shape].english];
        const article = /^[aeiou]/.test(words[0] ?? '') ? 'an' : 'a';
        return { tokens: [article, ...words], look, share: size.share / length };
      }),
    ),
  );
}

function sizeWords(): { words: string[]; share: number }[] {
  return SIZES.flatMap((size) => {
    const { english } = LEXICON.size[size];
    return english.map((word) => ({ words: [word], share: 1 / english.length / SIZES.length }));
  });
}

/** How probable two looks are together with the motion of the first, or with any if it is not told. */
export type Chance = (
  first: number,
  second: number | undefined,
  motion: Motion | undefined,
) => number;

/** How probable a scene of each split is, beside the others. All scenes of one split are alike. */
export type Belief = Readonly<Record<Split, number>>;

/** The looks and the motion of scenes with so many things. */
export function chanceOf(belief: Belief, things: 1 | 2): Chance {
  const seconds = things === 1 ? [undefined] : [...LOOKS.keys()];
  const weights = new Map<string, number>();
  const add = (key: string, weight: number) => weights.set(key, (weights.get(key) ?? 0) + weight);
  for (const first of LOOKS.keys()) {
    for (const second of seconds) {
      for (const motion of MOTIONS) {
        const weight = weigh(belief, first, second, motion);
        add(keyOf(first, second, motion), weight);
        add(keyOf(first, second, undefined), weight);
        add(TOTAL, weight);
      }
    }
  }
  const total = weights.get(TOTAL) ?? 0;
  return (...looks) => (weights.get(keyOf(...looks)) ?? 0) / total;
}

const TOTAL = 'total';

function keyOf(...[first, second, motion]: Parameters<Chance>): string {
  return `${first} ${second ?? ''} ${motion ?? ''}`;
}

function weigh(belief: Belief, first: number, second: number | undefined, motion: Motion): number {
  const [one, other] = [LOOKS[first], second === undefined ? undefined : LOOKS[second]];
  if (!one || one === other) return 0;
  const still = other ? [{ ...other, motion: 'still' as const }] : [];
  return belief[splitOfAll([{ ...one, motion }, ...still])];
}

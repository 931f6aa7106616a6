import { PHRASINGS } from '../../../../../src/world/language/phrasings.ts';
import { slotsOf } from '../../../../../src/world/language/slots.ts';
import { fill } from '../../../../../src/world/language/template.ts';
import { PAIRS, PLACES } from '../../../../../src/world/scene.ts';
import type { Said } from '../../../../../src/world/language/meaning.ts';
import type { Scene, Thing } from '../../../../../src/world/scene.ts';

/** A small world: two colors, two shapes, two motions, one size, all places. */
export const SMALL = {
  colors: ['orange', 'purple'],
  shapes: ['ring', 'cross'],
  motions: ['still', 'right'],
} as const;

export interface Written {
  readonly tokens: readonly string[];
  readonly share: number;
}

/** Every caption of the small world with its probability, each scene being as probable as any other. */
export function everyCaption(things: 1 | 2): Written[] {
  const scenes = things === 1 ? singles() : doubles();
  return scenes.flatMap((scene) =>
    everySaid().flatMap(({ said, share }) => {
      const phrasings = PHRASINGS.filter(({ can }) => can(said, things));
      const each = share / scenes.length / phrasings.length;
      return phrasings.flatMap(({ english }) => everyWording(english, scene, said, each));
    }),
  );
}

/** Every choice of words: the choices are counted up like the digits of a number. */
function everyWording(english: string, scene: Scene, said: Said, share: number): Written[] {
  const all: Written[] = [];
  let digits: number[] = [];
  for (;;) {
    const bases: number[] = [];
    const slots = slotsOf(scene, said, (words) => {
      bases.push(words.length);
      return words[digits[bases.length - 1] ?? 0] ?? '';
    });
    const tokens = fill(english, slots.english).flatMap((part) =>
      typeof part === 'string' ? [part] : part.english,
    );
    all.push({
      tokens: tokens.map((word, i) =>
        word === 'a' && /^[aeiou]/.test(tokens[i + 1] ?? '') ? 'an' : word,
      ),
      share: share / bases.reduce((product, base) => product * base, 1),
    });
    const next = count(
      bases.map((_, i) => digits[i] ?? 0),
      bases,
    );
    if (!next) return all;
    digits = next;
  }
}

/** The next number, or undefined after the last. */
function count(digits: readonly number[], bases: readonly number[]): number[] | undefined {
  const at = digits.findIndex((digit, i) => digit + 1 < (bases[i] ?? 0));
  if (at < 0) return undefined;
  return digits.map((digit, i) => (i < at ? 0 : i === at ? digit + 1 : digit));
}

function looks(): Thing[] {
  return SMALL.colors.flatMap((color) =>
    SMALL.shapes.map(
      (shape) => ({ size: 'small', color, shape, place: 'top', motion: 'still' }) as const,
    ),
  );
}

function singles(): Scene[] {
  return looks().flatMap((look) =>
    PLACES.flatMap((place) => SMALL.motions.map((motion) => [{ ...look, place, motion }] as const)),
  );
}

function doubles(): Scene[] {
  return looks().flatMap((one) =>
    looks()
      .filter(({ color, shape }) => color !== one.color || shape !== one.shape)
      .flatMap((other) =>
        PAIRS.flatMap(([place, opposite]) =>
          SMALL.motions.map(
            (motion) =>
              [
                { ...one, place, motion },
                { ...other, place: opposite },
              ] as const,
          ),
        ),
      ),
  );
}

/** One caption in four tells everything; of the rest, each part is told in one of two. */
function everySaid(): { said: Said; share: number }[] {
  return Array.from({ length: 16 }, (_, bits) => {
    const told = (bit: number) => ((bits >> bit) & 1) === 1;
    const said = { size: told(0), place: told(1), motion: told(2), otherSize: told(3) };
    return { said, share: 0.75 / 16 + (bits === 15 ? 0.25 : 0) };
  });
}

import { describe, expect, it } from 'vitest';
import { checkScene, MOTIONS, PLACES } from '../../../../src/world/scene.ts';
import { splitOfAll } from '../../../../src/world/split.ts';
import * as language from '../../../../src/world/language/index.ts';
import { tellings } from '../../../../src/world/language/count/captions.ts';
import type { Choose, Values } from '../../../../src/world/language/index.ts';
import type { Scene, Thing } from '../../../../src/world/scene.ts';

const { ALL_VALUES, countCaptions, countScenes } = language;

/** Few enough to write every caption down, with synonyms among them. */
const FEW: Values = {
  size: ['small', 'medium'],
  color: ['red', 'purple'],
  shape: ['circle', 'ring'],
  place: ['top left', 'top right', 'bottom left', 'center'],
  motion: ['right', 'still'],
};

/** Fewer, because there are far more captions of two things. */
const FEWER: Values = { ...FEW, size: ['large', 'medium'], shape: ['circle'], motion: ['right'] };

function scenesOf(things: 1 | 2, values: Values): Scene[] {
  const all = thingsOf(values);
  if (things === 1) return all.map((thing) => [thing]);
  return all
    .flatMap((first) =>
      thingsOf({ ...values, motion: ['still'] }).map((second): Scene => [first, second]),
    )
    .filter(isAllowed);
}

function thingsOf({ size, color, shape, place, motion }: Values): Thing[] {
  return size.flatMap((one) =>
    color.flatMap((two) =>
      shape.flatMap((three) =>
        place.flatMap((four) =>
          motion.map((five) => ({
            size: one,
            color: two,
            shape: three,
            place: four,
            motion: five,
          })),
        ),
      ),
    ),
  );
}

function isAllowed(scene: Scene): boolean {
  try {
    return checkScene(scene) === scene;
  } catch {
    return false;
  }
}

/** Every caption of these scenes, whatever it tells, in every way and in all words. */
function writeAll(things: 1 | 2, values: Values) {
  const captions = scenesOf(things, values).flatMap((scene) =>
    tellings(things).flatMap((said) =>
      language
        .phrasingsFor(scene, said)
        .flatMap((phrasing) =>
          inAllWords((choose) => language.write(scene, said, phrasing, choose)),
        ),
    ),
  );
  return {
    english: new Set(captions.map(({ english }) => english)),
    chinese: new Set(captions.map(({ chinese }) => chinese)),
  };
}

/** What a writer gives for every choice that it can make, in the manner of an odometer. */
function inAllWords<Text>(writer: (choose: Choose) => Text): Text[] {
  const texts: Text[] = [];
  for (let digits: number[] = []; ;) {
    const sizes: number[] = [];
    const choose: Choose = (words) => words[digits[sizes.push(words.length) - 1] ?? 0] ?? '';
    texts.push(writer(choose));
    let last = sizes.length - 1;
    while (last >= 0 && (digits[last] ?? 0) + 1 === sizes[last]) last -= 1;
    if (last < 0) return texts;
    digits = sizes.slice(0, last + 1).map((_, i) => (digits[i] ?? 0) + (i === last ? 1 : 0));
  }
}

describe('the number of scenes', () => {
  it.each([1, 2] as const)('of %i is what writing them down gives', (things) => {
    const scenes = scenesOf(things, FEW);
    expect(countScenes(things, FEW)).toBe(scenes.length);
    for (const split of ['train', 'validation', 'test'] as const) {
      const within = scenes.filter((scene) => splitOfAll(scene) === split).length;
      expect(countScenes(things, FEW, split), split).toBe(within);
    }
  });

  it('is as large as the arithmetic says', () => {
    expect(countScenes(1)).toBe(3 * 8 * 6 * 9 * 10);
    expect(countScenes(2)).toBe(12 * 10 * 3 ** 2 * 48 * 47);
    expect(ALL_VALUES.motion).toEqual(MOTIONS);
    expect(ALL_VALUES.place).toEqual(PLACES);
  });
});

describe('the number of captions', () => {
  it.each([
    [1, FEW],
    [2, FEWER],
  ] as const)('of %i is what writing them down gives', (things, values) => {
    const written = writeAll(things, values);
    expect(countCaptions('english', things, values)).toBe(written.english.size);
    expect(countCaptions('chinese', things, values)).toBe(written.chinese.size);
  });
});

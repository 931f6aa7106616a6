import { createRandom } from '../../../../src/model/random.ts';
import { drawScene } from '../../../../src/world/scene.ts';
import { PHRASINGS, phrasingsFor, write } from '../../../../src/world/language/index.ts';
import { pick } from '../../../../src/world/random.ts';
import { tellings } from '../../../../src/world/language/count/captions.ts';
import type { Caption, Said } from '../../../../src/world/language/index.ts';
import type { Random } from '../../../../src/world/random.ts';
import type { Scene } from '../../../../src/world/scene.ts';

/** The scene of the sentence that runs through the course. */
export const COURSE: Scene = [
  { size: 'small', color: 'red', shape: 'circle', place: 'top', motion: 'right' },
  { size: 'large', color: 'blue', shape: 'square', place: 'bottom', motion: 'still' },
];

/** What that sentence tells. */
export const TOLD: Said = { size: true, place: false, motion: true, otherSize: false };

export function drawScenes(count: number, seed = 1): Scene[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => drawScene(random, i % 2 ? 1 : 2));
}

/** Captions of random scenes, as many for every phrasing with everything that it can tell. */
export function allKinds(each: number, random: Random = createRandom(2)): [string, Caption][] {
  const kinds = ([1, 2] as const).flatMap((things) =>
    tellings(things).flatMap((said) => PHRASINGS.map((phrasing) => ({ things, said, phrasing }))),
  );
  return kinds.flatMap(({ things, said, phrasing }) =>
    Array.from({ length: each }, () => drawScene(random, things))
      .filter((scene) => phrasingsFor(scene, said).includes(phrasing))
      .map((scene): [string, Caption] => [
        phrasing.name,
        write(scene, said, phrasing, (words) => pick(random, words)),
      ]),
  );
}

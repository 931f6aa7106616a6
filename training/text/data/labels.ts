import { createRandom, hashSeed } from '../../../src/model/index.ts';
import type { Batches, Random } from '../../../src/model/index.ts';
import { readText } from '../../../src/engine/models/text.ts';
import type { Lesson } from '../../../src/engine/trained/worker/tuning.ts';
import { caption } from '../../../src/world/language/index.ts';
import type { Meaning, Said } from '../../../src/world/language/index.ts';
import { pick } from '../../../src/world/random.ts';
import { drawFrom } from '../../../src/world/split.ts';
import type { Split } from '../../../src/world/split.ts';
import type { Labeling } from '../../../src/world/story/index.ts';
import { freshBatches } from './bucket.ts';

/** Endless batches of captions of the training split with their classes. */
export function labelBatches(
  labeling: Labeling,
  options: { readonly seed: number; readonly size: number },
): Batches<Lesson> {
  return freshBatches(
    options,
    (random) => drawLabeled(random, labeling, 'train'),
    ({ ids }) => ids.length,
  );
}

/** The first `count` captions of a stream of a split, with their classes. They are always the same. */
export function labeledCaptions(
  labeling: Labeling,
  split: Split,
  { count, seed = 0 }: { readonly count: number; readonly seed?: number },
): Lesson[] {
  const random = createRandom(hashSeed(seed, `labels ${split}`));
  return Array.from({ length: count }, () => drawLabeled(random, labeling, split));
}

/** A caption that tells what its class needs. */
function drawLabeled(random: Random, labeling: Labeling, split: Split): Lesson {
  for (;;) {
    const scene = drawFrom(random, split, pick(random, labeling.things));
    const { meaning, englishTokens } = caption(scene, random);
    if (!labeling.needs.every((name) => tells(meaning, name))) continue;
    return { ids: readText(englishTokens).ids, label: labeling.labelOf(scene) };
  }
}

function tells({ things: [first, second] }: Meaning, name: keyof Said): boolean {
  if (name === 'otherSize') return second?.size !== undefined;
  return first[name] !== undefined;
}

import type { Random } from '../../../src/model/index.ts';
import { caption } from '../../../src/world/language/index.ts';
import type { Caption } from '../../../src/world/language/index.ts';
import { pick } from '../../../src/world/random.ts';
import { drawFrom } from '../../../src/world/split.ts';
import type { Split } from '../../../src/world/split.ts';

/** A random caption of a random scene of a split, with one thing or with two. */
export function drawCaption(random: Random, split: Split): Caption {
  return caption(drawFrom(random, split, pick(random, [1, 2] as const)), random);
}

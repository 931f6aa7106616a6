import { createRandom, hashSeed } from '../../../src/model/index.ts';
import type { Batches, Random } from '../../../src/model/index.ts';
import { pick } from '../../../src/world/random.ts';

/** How many batches are drawn and sorted for each one that is used. */
const BUCKETS = 4;

/**
 * Endless fresh batches of items of about the same length, so that little is padding. Batch k is drawn from
 * a stream of its own: a run that resumes at step k needs no other state.
 */
export function freshBatches<Item>(
  { seed, size }: { readonly seed: number; readonly size: number },
  draw: (random: Random) => Item,
  lengthOf: (item: Item) => number,
): Batches<Item> {
  return (index) => {
    const random = createRandom(hashSeed(seed, `batch ${index}`));
    const items = Array.from({ length: BUCKETS * size }, () => draw(random));
    const sorted = items.toSorted((a, b) => lengthOf(a) - lengthOf(b));
    const bucket = pick(random, [...Array(BUCKETS).keys()]);
    return sorted.slice(bucket * size, (bucket + 1) * size);
  };
}

/** Texts until one more would make more than `tokens`, padding among them; one at least. */
export function drawUpTo<Item extends { readonly ids: readonly number[] }>(
  draw: () => Item,
  tokens: number,
): Item[] {
  const texts: Item[] = [];
  for (let longest = 0; ;) {
    const text = draw();
    longest = Math.max(longest, text.ids.length);
    if (texts.length > 0 && (texts.length + 1) * longest > tokens) return texts;
    texts.push(text);
  }
}

import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';
import { createRandom, hashSeed } from '../random.ts';

/**
 * The numbers 0 to `size` − 1 in an order that `seed` and `epoch` determine (Fisher and Yates).
 * Every order is as likely.
 */
export function permutation(size: number, seed: number, epoch: number): readonly number[] {
  const random = createRandom(hashSeed(seed, `epoch ${epoch}`));
  const order = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const other = Math.floor(random.uniform() * (i + 1));
    [order[i], order[other]] = [order[other] ?? 0, order[i] ?? 0];
  }
  return order;
}

export interface BatchOptions {
  /** How many items a batch has. */
  readonly size: number;
  readonly seed: number;
}

/** Batch number `index`, from 0. */
export type Batches<Item> = (index: number) => readonly Item[];

/**
 * An endless row of batches. Each epoch has every item once, in an order of its own; a batch may
 * reach over the end of an epoch, so that all are of one size and no item is left out.
 *
 * Batch number k depends on k and the seed only. So there is no state to save: who resumes at
 * step n asks for batch n.
 */
export function createBatches<Item>(
  items: readonly Item[],
  { size, seed }: BatchOptions,
): Batches<Item> {
  expectCount('createBatches', 'size', size);
  if (items.length === 0) throw new ModelError('createBatches', 'items', 'none');
  // The order of the last epoch that was asked for: to compute it again is only slower.
  let [kept, order] = [-1, [] as readonly number[]];
  const item = (place: number): Item => {
    const epoch = Math.floor(place / items.length);
    if (epoch !== kept) [kept, order] = [epoch, permutation(items.length, seed, epoch)];
    return items[order[place % items.length] ?? 0] as Item;
  };
  return (index) => {
    if (!Number.isInteger(index) || index < 0) {
      throw new ModelError('createBatches', 'the number of a batch, from 0', String(index));
    }
    return Array.from({ length: size }, (_, i) => item(index * size + i));
  };
}

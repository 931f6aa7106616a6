import { WorldError } from './error.ts';

/** What the world needs of a seeded stream; the one of `src/model/random.ts` will do. */
export interface Random {
  /** The next number, uniform in [0, 1). */
  readonly uniform: () => number;
}

/** One of a list, each as likely as any other. */
export function pick<Item>(random: Random, list: readonly Item[]): Item {
  const item = list[Math.floor(random.uniform() * list.length)];
  if (item === undefined)
    throw new WorldError('pick', 'a list with something in it', 'an empty one');
  return item;
}

/** A list in another order, each order as likely as any other (Fisher and Yates). */
export function shuffle<Item>(random: Random, list: readonly Item[]): Item[] {
  const left = [...list];
  return list.map(() => {
    const [item] = left.splice(Math.floor(random.uniform() * left.length), 1);
    return item as Item;
  });
}

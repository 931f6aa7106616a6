import type { Random } from '../random.ts';

/** A whole number from 0 to `count` − 1, each as likely as the other. */
export function draw(random: Random, count: number): number {
  return Math.floor(random.uniform() * count);
}

/** The items in random order, every order as likely as the other (Fisher and Yates). */
export function shuffle<X>(random: Random, items: readonly X[]): X[] {
  const left = [...items];
  return items.map(() => {
    const [item] = left.splice(draw(random, left.length), 1);
    return item as X;
  });
}

/** Rounds to the nearest whole number, halves to the even one, as Python and TensorFlow do. */
export function roundEven(x: number): number {
  const up = Math.round(x);
  return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

import type { Random } from '../../model/random.ts';

/** One of the options, each as likely. */
export function pick<const Options extends readonly [unknown, ...unknown[]]>(
  random: Random,
  options: Options,
): Options[number] {
  return options[Math.floor(random.uniform() * options.length)];
}

/** A whole number from `low` to `high`, both included. */
export function whole(random: Random, low: number, high: number): number {
  return low + Math.floor(random.uniform() * (high - low + 1));
}

/** A number from `low` to `high` in steps: `step(random, 0.1, 0.9, 0.1)`. */
export function step(random: Random, low: number, high: number, by: number): number {
  const steps = whole(random, 0, Math.round((high - low) / by));
  return Number((low + steps * by).toFixed(6));
}

/** So many whole numbers from `low` to `high`. */
export function wholes(random: Random, count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, () => whole(random, low, high));
}

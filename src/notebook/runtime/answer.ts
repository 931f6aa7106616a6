import type * as Tf from '@tensorflow/tfjs-core';
import type { Args, Value } from '../judge/value.ts';
import { toAnswer, toArgument } from './convert.ts';

/** The value and the time that it took, without the time to carry it over. */
export interface Timed {
  readonly value: Value;
  readonly milliseconds: number;
}

/**
 * Calls a function with plain data and returns plain data. No tensor is left of it.
 *
 * @param entry what the reader defined: a function of tensors, numbers, lists
 * @throws what `entry` threw, and a TypeError if it is no function or gave no numbers.
 */
export async function answer(
  tf: typeof Tf,
  entry: unknown,
  args: Args,
  now: () => number,
): Promise<Timed> {
  if (typeof entry !== 'function') throw new TypeError(`Wanted a function, got ${typeof entry}.`);
  const engine = tf.engine();
  engine.startScope();
  try {
    const given = args.map((arg) => toArgument(tf, arg));
    const start = now();
    const result: unknown = await Reflect.apply(entry, undefined, given);
    // Read before the clock stops: some backends compute late.
    const value = toAnswer(tf, result);
    return { value, milliseconds: now() - start };
  } finally {
    engine.endScope();
  }
}

/** The part of the course's library that an exercise gives; all of it if nothing is named. */
export function pick(model: object, names: readonly string[] | undefined): object {
  if (!names) return model;
  const entries = names.map((name): [string, unknown] => {
    const item: unknown = Reflect.get(model, name);
    if (item === undefined) throw new Error(`given: the library has no ${name}`);
    return [name, item];
  });
  return Object.freeze(Object.fromEntries(entries));
}

/** `tf` with some names closed: what an exercise asks for is not to be called. */
export function withhold(tf: object, names: readonly string[] = []): object {
  return { ...tf, ...Object.fromEntries(names.map((name) => [name, refusal(name)])) };
}

/** What stands in the place of a name that is closed. */
export function refusal(name: string): () => never {
  return () => {
    throw new Error(`tf.${name} is what this exercise asks for: write it yourself.`);
  };
}

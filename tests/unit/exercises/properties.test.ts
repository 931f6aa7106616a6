import { expect, it } from 'vitest';
import {
  draw,
  everyAnswer,
  follows,
  gridOf,
  influence,
  mapNumbers,
  withArgument,
} from '../../../src/notebook/judge/index.ts';
import type { Args, Property, Value } from '../../../src/notebook/judge/index.ts';
import { createRandom } from '../../../src/model/random.ts';

/** Each form of property, of the part of the answer that is called `named`. */
function formsOf(named: string): readonly Property[] {
  const common = {
    draw: () => [draw.numbers([2, 1], [1, 2])],
    output: (answer: Value) => gridOf((answer as Record<string, Value>)[named]),
  };
  return [
    everyAnswer({
      ...common,
      id: 'every',
      asks: 'Is it 1 and 2?',
      test: ({ data }) => (data[0] === 1 && data[1] === 2 ? undefined : 'It is not.'),
    }),
    follows({
      ...common,
      id: 'follows',
      asks: 'Does twice as much give twice as much?',
      change: (args) => withArgument(args, 0, (x) => mapNumbers(x, (value) => 2 * value)),
      expected: (first) => mapNumbers(first, (value) => 2 * value),
      says: () => 'It does not.',
    }),
    influence({
      ...common,
      id: 'influence',
      asks: 'Does each see itself alone?',
      argument: 0,
      sees: (to, from) => to === from,
      leak: 'it leaks',
      blind: 'it is blind',
    }),
  ];
}

/** One part is the input, the other is always the same. */
const call = (...[x]: Args) => Promise.resolve({ same: x, other: draw.numbers([2, 1], [5, 5]) });

it.each(formsOf('same'))('$id: holds of the part that it looks at', async ({ check }) => {
  expect(await check(call, createRandom(1))).toBeUndefined();
});

it.each(formsOf('other'))('$id: breaks where that part breaks it', async ({ check }) => {
  expect(await check(call, createRandom(1))).toMatch(/not/);
});

import { expect, it } from 'vitest';
import {
  draw,
  everyAnswer,
  follows,
  gridOf,
  influence,
  mapNumbers,
  samplesApart,
  shuffles,
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

const batch = { draw: () => [draw.normal(createRandom(2), [3, 4, 2])], argument: 0 };
/** The input with a row added to each: one a sample, or one a token. */
const addRows =
  (rowOf: (sample: number, token: number) => number) =>
  (...[x]: Args) => {
    const { shape, data } = gridOf(x);
    const added = data.map(
      (value, at) => value + rowOf(Math.floor(at / 8), Math.floor(at / 2) % 4),
    );
    return Promise.resolve({ shape, data: added });
  };

it('samplesApart: holds where samples keep to themselves, breaks where they mix', async () => {
  const { check } = samplesApart(batch);
  expect(
    await check(
      addRows((sample) => sample),
      createRandom(1),
    ),
  ).toBeUndefined();
  const mixed = async (...[x]: Args) => {
    const { shape, data } = gridOf(x);
    return Promise.resolve({ shape, data: data.map((value) => value + (data[0] ?? 0)) });
  };
  expect(await check(mixed, createRandom(1))).toContain('the samples mix');
});

it('shuffles: holds without positions, breaks with them', async () => {
  const { check } = shuffles(batch);
  expect(
    await check(
      addRows((sample) => sample),
      createRandom(1),
    ),
  ).toBeUndefined();
  expect(
    await check(
      addRows((_, token) => token),
      createRandom(1),
    ),
  ).toContain('the order is seen');
});

it('shuffles: notices the distance of tokens alone', async () => {
  // Turned round, the tokens would keep their distances.
  const distances = (...[x]: Args) => {
    const { shape, data } = gridOf(x);
    const sums = data.map((_, at) => {
      const [sample, token, channel] = [Math.floor(at / 8), Math.floor(at / 2) % 4, at % 2];
      const seen = [0, 1, 2, 3].map(
        (t) => (data[sample * 8 + t * 2 + channel] ?? 0) / (1 + Math.abs(t - token)),
      );
      return seen.reduce((sum, value) => sum + value, 0);
    });
    return Promise.resolve({ shape, data: sums });
  };
  expect(await shuffles(batch).check(distances, createRandom(1))).toContain('the order is seen');
});

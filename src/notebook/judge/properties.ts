/** The three forms that a property takes, and two that are asked often. A writer fills one in. */
import type { Random } from '../../model/random.ts';
import { gapOf } from './compare.ts';
import type { Property } from './exercise.ts';
import { changesAlong, gridOf, permute, redraw, show, withArgument } from './grid.ts';
import type { Args, Grid, Value } from './value.ts';

/** What float32 may differ by where nothing should. */
const NOISE = 1e-4;

interface Common {
  readonly id: string;
  readonly asks: string;
  readonly draw: (random: Random) => Args;
  /** The part of the answer that is looked at: all of it, if left out. */
  readonly output?: (value: Value) => Grid;
}

/** Something that each answer shows on its own: rows that sum to 1, no number below 0. */
export function everyAnswer({
  test,
  output = gridOf,
  ...common
}: Common & {
  /** What is wrong with the answer, in a sentence. */
  readonly test: (output: Grid, args: Args) => string | undefined;
}): Property {
  return {
    ...labels(common),
    check: async (call, random) => {
      const args = common.draw(random);
      return test(output(await call(...args)), args);
    },
  };
}

/** How the answer to a changed call follows from the answer to the first one. */
export function follows({
  change,
  expected,
  says,
  output = gridOf,
  ...common
}: Common & {
  readonly change: (args: Args, random: Random) => Args;
  /** What the second answer should be. The first one itself, if left out. */
  readonly expected?: (first: Grid) => Grid;
  /** What broke, in a sentence. */
  readonly says: (most: string) => string;
}): Property {
  return {
    ...labels(common),
    check: async (call, random) => {
      const args = common.draw(random);
      const first = output(await call(...args));
      const second = output(await call(...change(args, random)));
      const wanted = expected ? expected(first) : first;
      const most = furthest(wanted, second);
      return most > NOISE ? says(show(most)) : undefined;
    },
  };
}

/** Who may see whom: one index of an input is drawn anew, and some of the output has to move. */
export function influence({
  argument,
  axis = -2,
  outputAxis = axis,
  sees,
  leak,
  blind,
  output = gridOf,
  ...common
}: Common & {
  /** Which argument is changed, counted from 0. */
  readonly argument: number;
  /** Along which axis it is changed: −2 is the tokens, 0 the samples. */
  readonly axis?: number;
  readonly outputAxis?: number;
  /** Whether index `to` of the output depends on index `from` of the input. Undefined: either way. */
  readonly sees: (to: number, from: number) => boolean | undefined;
  /** Why it is wrong that something moved, as in "the future leaks". */
  readonly leak: string;
  /** Why it is wrong that something did not. */
  readonly blind: string;
}): Property {
  const unit = axis === 0 ? 'sample' : 'token';
  return {
    ...labels(common),
    check: async (call, random) => {
      const args = common.draw(random);
      const before = output(await call(...args));
      const count = gridOf(args[argument]).shape.at(axis) ?? 0;
      for (let from = count - 1; from >= 0; from--) {
        const changed = withArgument(args, argument, (grid) => redraw(grid, axis, from, random));
        const moved = changesAlong(before, output(await call(...changed)), outputAxis);
        for (const [to, change] of moved.entries()) {
          const moves = change > NOISE;
          if (sees(to, from) === undefined || moves === sees(to, from)) continue;
          const what = `Changing ${unit} ${from}`;
          return moves
            ? `${what} changed output ${to} by ${show(change)}: ${leak}.`
            : `${what} did not change output ${to}: ${blind}.`;
        }
      }
      return undefined;
    },
  };
}

/** Each sample of the batch keeps to itself: `influence` along the samples. */
export function samplesApart({
  id = 'samples-apart',
  asks = 'Does each sample of the batch keep to itself?',
  blind = 'the sample is not used',
  ...rest
}: Pick<Common, 'draw' | 'output'> & {
  readonly id?: string;
  readonly asks?: string;
  readonly argument: number;
  readonly blind?: string;
}): Property {
  const sees = (to: number, from: number) => to === from;
  return influence({ ...rest, id, asks, blind, axis: 0, sees, leak: 'the samples mix' });
}

/** Without positions the order of the tokens changes nothing but their order: `follows`. */
export function shuffles({
  asks = 'Without positions, do shuffled tokens give shuffled outputs?',
  argument = 1,
  ...rest
}: Pick<Common, 'draw' | 'output'> & {
  readonly asks?: string;
  /** The tokens, [B, T, D]. */
  readonly argument?: number;
}): Property {
  return follows({
    ...rest,
    id: 'permutation',
    asks,
    change: (args) => withArgument(args, argument, shuffle),
    expected: shuffle,
    says: (most) => `Shuffling the tokens changed an output by ${most}: the order is seen.`,
  });
}

/** Odd tokens first. The other way round, all distances would stay. */
function shuffle(x: Grid): Grid {
  const all = Array.from({ length: x.shape[1] ?? 0 }, (_, t) => t);
  return permute(x, 1, [...all.filter((t) => t % 2 === 1), ...all.filter((t) => t % 2 === 0)]);
}

/** How far two grids are apart, at most. */
function furthest(wanted: Grid, got: Grid): number {
  if (wanted.shape.join() !== got.shape.join()) return Infinity;
  const gaps = Array.from(wanted.data, (value, at) => gapOf(value, got.data[at] ?? NaN));
  return Math.max(0, ...gaps);
}

function labels({ id, asks }: Common): Pick<Property, 'id' | 'asks'> {
  return { id, asks };
}

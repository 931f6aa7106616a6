import { defineChecks, draw, gridOf, show } from '../../../notebook/judge/index.ts';
import type { Args, Case, Grid, Property, Value } from '../../../notebook/judge/index.ts';
import type { Random } from '../../../model/random.ts';

interface Options {
  readonly width: number;
  readonly end: number;
  readonly most: number;
  readonly alpha: number;
}

/** Rows of the table: more than places and tokens, so that texts are continued differently. */
const ROWS = 23;

/** A model of V tokens. `ends` is added to the logits of the end. */
function told(V: number, options: Options, ends = 0): Case['draw'] {
  return (random) => [tableOf(random, V, options.end, ends), { ...options }];
}

function tableOf(random: Random, V: number, end: number, ends: number): Grid {
  const { shape, data } = draw.normal(random, [ROWS, V], 1.5);
  return { shape, data: data.map((z, at) => (at % V === end ? z + ends : z)) };
}

/** The logarithms of the chances of all tokens to follow a text, as `call` computes them. */
function following({ shape, data }: Grid, tokens: readonly number[]): number[] {
  const [rows = 0, V = 0] = shape;
  const [last = 0, before = 0] = tokens.toReversed();
  const from = V * ((7 * tokens.length + 3 * last + before) % rows);
  const row = Array.from(data.slice(from, from + V));
  const total = Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0));
  return row.map((z) => z - total);
}

/** The score of the best of all texts that end within `most` tokens: every one is tried. */
function bestOfAll(table: Grid, { end, most, alpha }: Options): number {
  const search = (tokens: readonly number[], sum: number): number[] =>
    following(table, tokens).map((logarithm, token) => {
      const n = tokens.length + 1;
      if (token === end) return (sum + logarithm) / ((5 + n) / 6) ** alpha;
      return n < most ? Math.max(...search([...tokens, token], sum + logarithm)) : -Infinity;
    });
  return Math.max(...search([], 0));
}

/** The chosen tokens of a width of 1: the likeliest each time. */
function greedy(table: Grid, { end, most }: Options): number[] {
  const tokens: number[] = [];
  while (tokens.length < most && tokens.at(-1) !== end) {
    const logarithms = following(table, tokens);
    tokens.push(logarithms.indexOf(Math.max(...logarithms)));
  }
  return tokens;
}

function partsOf(args: Args): { table: Grid; options: Options } {
  return { table: gridOf(args[0]), options: args[1] as unknown as Options };
}

interface Text {
  readonly tokens: readonly number[];
  readonly score: number;
}

/** The first text of an answer. */
function firstOf(answer: Value): Text {
  const [text] = answer as readonly { readonly tokens: Value; readonly score: Value }[];
  if (text === undefined) throw new Error('wanted a text, got none');
  return { tokens: Array.from(gridOf(text.tokens).data), score: Number(text.score) };
}

const exhaustive: Property = {
  id: 'exhaustive',
  asks: 'With a beam that is wide enough for all texts, is the best of all found?',
  check: async (call, random) => {
    const args = told(3, { width: 200, end: 1, most: 4, alpha: 0.7 })(random);
    const { table, options } = partsOf(args);
    const [{ score }, best] = [firstOf(await call(...args)), bestOfAll(table, options)];
    if (Math.abs(score - best) < 1e-4) return undefined;
    return `Among all texts that end, the best has the score ${show(best)}; yours has ${show(score)}.`;
  },
};

const narrow: Property = {
  id: 'greedy',
  asks: 'With a width of 1, is it greedy decoding?',
  check: async (call, random) => {
    const args = told(5, { width: 1, end: 0, most: 6, alpha: 0.6 })(random);
    const { table, options } = partsOf(args);
    const [{ tokens }, wanted] = [firstOf(await call(...args)), greedy(table, options)];
    if (tokens.join() === wanted.join()) return undefined;
    return `Greedy decoding gives ${wanted.join(' ')}, your beam of one ${tokens.join(' ')}.`;
  },
};

export default defineChecks({
  entry: 'beamSearch',
  parameters: ['table', 'options'],
  cases: [
    { title: 'width 3, no penalty', draw: told(5, { width: 3, end: 0, most: 5, alpha: 0 }) },
    { title: 'width 3, α = 0.6', draw: told(5, { width: 3, end: 0, most: 6, alpha: 0.6 }) },
    { title: 'width 2, α = 1', draw: told(6, { width: 2, end: 2, most: 6, alpha: 1 }) },
    { title: 'width 1', draw: told(6, { width: 1, end: 3, most: 5, alpha: 0.6 }) },
    { title: 'a wide beam', draw: told(4, { width: 8, end: 1, most: 5, alpha: 0.6 }) },
    { title: 'one token at most', draw: told(6, { width: 3, end: 0, most: 1, alpha: 0.6 }) },
    {
      title: 'the end is likely: all end early',
      draw: told(5, { width: 3, end: 0, most: 6, alpha: 0.6 }, 2),
    },
    {
      title: 'the end is unlikely: nothing ends',
      draw: told(5, { width: 3, end: 0, most: 4, alpha: 0.6 }, -30),
    },
  ],
  properties: [exhaustive, narrow],
});

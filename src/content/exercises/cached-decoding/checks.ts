import type { Random } from '../../../model/random.ts';
import { defineChecks, draw, follows, gridOf, show } from '../../../notebook/judge/index.ts';
import type { Args, Case, Grid, Property, Value } from '../../../notebook/judge/index.ts';

interface Sizes {
  /** Tokens of the prompt. */
  readonly P: number;
  readonly D: number;
  readonly V: number;
  readonly layers: number;
  readonly most: number;
  /** At which place of the text a token is fed that makes the end certain; at none, if left out. */
  readonly endsAt?: number;
}

/** The token that ends a text. */
const END = 1;
/** What the first channel is at the place that leads to the end. Nowhere else does it come near. */
const SIGNAL = 20;

function sizes({ P, D, V, layers, most, endsAt }: Sizes): Case['draw'] {
  return (random) => {
    const places = draw.normal(random, [P + most + 2, D]);
    const params = {
      table: draw.normal(random, [V, D]),
      places: mapCells(places, ([place, channel], value) =>
        channel === 0 ? (place === endsAt ? SIGNAL : 0) : value,
      ),
      layers: Array.from({ length: layers }, () => draw.attention(random, D)),
      logits: hearSignal(draw.linear(random, D, V)),
    };
    return [params, promptOf(random, P, V), { end: END, most }];
  };
}

function promptOf(random: Random, P: number, V: number): number[] {
  return Array.from({ length: P }, () => Math.floor(random.uniform() * V));
}

/** Logits in which the first channel speaks for the end alone, and has to speak loudly. */
function hearSignal({ weight, bias }: ReturnType<typeof draw.linear>) {
  return {
    weight: mapCells(weight, ([channel, token], value) =>
      channel === 0 ? (token === END ? 5 : 0) : value,
    ),
    bias: {
      shape: bias.shape,
      data: bias.data.map((value, token) => (token === END ? -50 : value)),
    },
  };
}

/** Each number of a matrix changed, with its row and column. */
function mapCells(
  { shape, data }: Grid,
  change: (cell: readonly [number, number], value: number) => number,
): Grid {
  const [, columns = 1] = shape;
  const cellOf = (at: number) => [Math.floor(at / columns), at % columns] as const;
  return { shape, data: Float32Array.from(data, (value, at) => change(cellOf(at), value)) };
}

interface Answer {
  readonly tokens: readonly number[];
  readonly logits: Grid;
  readonly again: number;
}

function answerOf(value: Value): Answer {
  const { tokens, logits, again } = value as Readonly<Record<string, Value>>;
  return {
    tokens: Array.from(gridOf(tokens).data),
    logits: gridOf(logits),
    again: Number(again),
  };
}

const logitsOf = (value: Value): Grid => answerOf(value).logits;

/** The rows of a matrix from one on, `count` of them. */
function rows({ shape, data }: Grid, from: number, count: number): Grid {
  const [, columns = 1] = shape;
  const cut = data.slice(from * columns, (from + count) * columns);
  return { shape: [count, columns], data: cut };
}

const ANY: Sizes = { P: 4, D: 8, V: 6, layers: 2, most: 6 };

const once: Property = {
  id: 'once',
  asks: 'Does each token go through the layers once?',
  check: async (call, random) => {
    const { again } = answerOf(await call(...sizes(ANY)(random)));
    if (again === 0) return undefined;
    return `For a prompt of 4 tokens and 6 new ones, ${again} tokens more than that went through the layers.`;
  },
};

/** What a step computes from the cache is what a prompt of the same tokens gives. */
const likePrompt: Property = {
  id: 'like-a-prompt',
  asks: 'Are the next tokens the same if the first two are written into the prompt?',
  check: async (call, random) => {
    const [params, prompt, options] = sizes(ANY)(random);
    const { tokens, logits } = answerOf(await call(params, prompt, options));
    const longer = [...(prompt as readonly number[]), ...tokens.slice(0, 2)];
    const args: Args = [params, longer, { end: END, most: 4 }];
    const most = furthest(rows(logits, 2, 4), logitsOf(await call(...args)));
    return most < 1e-4
      ? undefined
      : `With the first two tokens in the prompt a later logit changed by ${show(most)}.`;
  },
};

function furthest(wanted: Grid, got: Grid): number {
  const gaps = Array.from(wanted.data, (value, at) => Math.abs(value - (got.data[at] ?? NaN)));
  return gaps.some(Number.isNaN) ? Infinity : Math.max(...gaps);
}

export default defineChecks({
  entry: 'greedyDecode',
  parameters: ['params', 'prompt', 'options'],
  cases: [
    { title: 'a prompt of 4, two layers', draw: sizes(ANY) },
    { title: 'a prompt of one token', draw: sizes({ ...ANY, P: 1 }) },
    { title: 'one layer', draw: sizes({ ...ANY, layers: 1, D: 6 }) },
    { title: 'three layers, a long text', draw: sizes({ ...ANY, P: 5, layers: 3, most: 9 }) },
    { title: 'one token at most', draw: sizes({ ...ANY, P: 3, most: 1 }) },
    { title: 'the end comes at once', draw: sizes({ ...ANY, endsAt: 3 }) },
    { title: 'the end comes third', draw: sizes({ ...ANY, endsAt: 5 }) },
  ],
  properties: [
    once,
    likePrompt,
    follows({
      id: 'fewer',
      asks: 'If fewer tokens are allowed, are they the first ones?',
      draw: sizes(ANY),
      output: logitsOf,
      change: ([params, prompt]) => [params, prompt, { end: END, most: 3 }],
      expected: (logits) => rows(logits, 0, 3),
      says: (most) => `With 3 tokens instead of 6 a logit changed by ${most}.`,
    }),
  ],
});

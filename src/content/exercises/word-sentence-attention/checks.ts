import {
  defineChecks,
  draw,
  everyAnswer,
  follows,
  gridOf,
  permute,
  rowSums,
  show,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Args, Case, Grid, Value } from '../../../notebook/judge/index.ts';
import type { Random } from '../../../model/random.ts';

interface Sizes {
  readonly B: number;
  readonly N: number;
  readonly W: number;
  readonly D: number;
  readonly U: number;
  /** Words of each sentence of each document; all, if left out. */
  readonly lengths?: readonly (readonly number[])[];
}

const FULL: Sizes = { B: 2, N: 3, W: 4, D: 6, U: 5 };
const RAGGED: Sizes = {
  ...FULL,
  lengths: [
    [4, 2, 1],
    [3, 1, 0],
  ],
};

/** The weights of a level. */
function level(random: Random, D: number, U: number) {
  return { hidden: draw.linear(random, D, U), context: draw.normal(random, [U]) };
}

function sizes({ B, N, W, D, U, lengths }: Sizes): Case['draw'] {
  return (random) => [
    { word: level(random, D, U), sentence: level(random, D, U) },
    draw.normal(random, [B, N, W, D]),
    lengths
      ? draw.reshape(draw.padding(lengths.flat(), W), [B, N, W])
      : draw.constant([B, N, W], 1),
  ];
}

function part(name: string) {
  return (value: Value): Grid => gridOf((value as Readonly<Record<string, Value>>)[name]);
}

/** Other vectors where there is no word. */
function otherPadding(args: Args, random: Random): Args {
  const { shape, data: mask } = gridOf(args[2]);
  const D = gridOf(args[1]).shape.at(-1) ?? 1;
  const other = draw.normal(random, [...shape, D]);
  return withArgument(args, 1, (words) => ({
    shape: words.shape,
    data: words.data.map((value, at) =>
      mask[Math.floor(at / D)] === 0 ? (other.data[at] ?? 0) : value,
    ),
  }));
}

/** What is wrong with rows that have to sum to 1. */
function sumToOne(weights: Grid): string | undefined {
  const sum = rowSums(weights).find((each) => !(Math.abs(each - 1) < 1e-4));
  return sum === undefined ? undefined : `The weights of a row summed to ${show(sum)}.`;
}

export default defineChecks({
  entry: 'readDocument',
  parameters: ['params', 'words', 'mask'],
  given: ['linear'],
  cases: [
    { title: 'B = 2, N = 3, W = 4, D = 6, U = 5', draw: sizes(FULL) },
    { title: 'one document', draw: sizes({ B: 1, N: 2, W: 5, D: 4, U: 4 }) },
    { title: 'as many words as sentences', draw: sizes({ B: 3, N: 3, W: 3, D: 4, U: 6 }) },
    { title: 'one sentence', draw: sizes({ B: 2, N: 1, W: 4, D: 6, U: 5 }) },
    { title: 'sentences of one word', draw: sizes({ B: 2, N: 4, W: 1, D: 6, U: 5 }) },
    {
      title: 'sentences of different lengths',
      draw: sizes({
        ...FULL,
        lengths: [
          [4, 2, 1],
          [3, 1, 2],
        ],
      }),
    },
    { title: 'a document with a sentence less', draw: sizes(RAGGED) },
    {
      title: 'an empty document',
      draw: sizes({
        ...FULL,
        lengths: [
          [2, 3, 4],
          [0, 0, 0],
        ],
      }),
    },
  ],
  properties: [
    everyAnswer({
      id: 'words-sum-1',
      asks: 'Do the weights of the words of each sentence sum to 1?',
      draw: sizes(FULL),
      output: part('wordWeights'),
      test: sumToOne,
    }),
    everyAnswer({
      id: 'sentences-sum-1',
      asks: 'Do the weights of the sentences of each document sum to 1?',
      draw: sizes(RAGGED),
      output: part('sentenceWeights'),
      test: sumToOne,
    }),
    follows({
      id: 'padding',
      asks: 'Does it make no difference what stands at padding?',
      draw: sizes(RAGGED),
      output: part('document'),
      change: otherPadding,
      says: (most) => `Other vectors at padding changed the document by ${most}.`,
    }),
    follows({
      id: 'order-of-sentences',
      asks: 'Does the order of the sentences make no difference to the document?',
      draw: sizes(FULL),
      output: part('document'),
      change: (args) => withArgument(args, 1, (words) => permute(words, 1, [2, 0, 1])),
      says: (most) => `Another order of the sentences changed the document by ${most}.`,
    }),
  ],
});

import type { Random } from '../../../model/random.ts';
import { defineChecks, gridOf } from '../../../notebook/judge/index.ts';
import type { Args, Case, Grid, Property, Value } from '../../../notebook/judge/index.ts';

/** Ids as BERT orders them: special ones first, then the words. */
const OPTIONS = { mask: 3, special: [0, 1, 2], first: 4, end: 30 };

type Range = readonly [low: number, high: number];

/** Numbers at the limits are among them, so that another share is noticed. */
const CHOSEN: readonly Range[] = [
  [0, 0.14],
  [0.141, 0.1499],
];
const LEFT: readonly Range[] = [
  [0.15, 0.15],
  [0.16, 0.85],
  [0.85, 1],
];
const KINDS: readonly Range[] = [
  [0, 0.78],
  [0.8, 0.8],
  [0.91, 1],
  [0.79, 0.7999],
  [0.88, 0.8999],
  [0.9, 0.9],
];

interface Told {
  readonly length: number;
  /** Every how many tokens one is chosen. */
  readonly every: number;
  /** Padding at the end. */
  readonly padding?: number;
  readonly options?: typeof OPTIONS;
}

/** [CLS], words, [SEP], and padding. Of the chosen tokens, every kind comes in turn. */
function told({ length, every, padding = 0, options = OPTIONS }: Told): Case['draw'] {
  return (random) => {
    const between = ([low, high]: Range) => low + (high - low) * random.uniform();
    const pick = (ranges: readonly Range[], at: number) =>
      between(ranges[at % ranges.length] ?? [0, 1]);
    const list = (draw: (t: number) => number) => Array.from({ length }, (_, t) => draw(t));
    const isChosen = (t: number) => t % every === 0;
    const luck = {
      choose: list((t) => pick(isChosen(t) ? CHOSEN : LEFT, t)),
      kind: list((t) => pick(KINDS, Math.floor(t / every))),
      word: list((t) => (t % 2 === 0 ? between([0.97, 1]) : random.uniform())),
    };
    return [idsOf(random, length - padding, options).concat(zeros(padding)), options, luck];
  };
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

function idsOf(random: Random, length: number, { first, end }: typeof OPTIONS): number[] {
  const word = () => first + Math.floor(random.uniform() * (end - first));
  return Array.from({ length }, (_, t) => (t === 0 ? 1 : t === length - 1 ? 2 : word()));
}

interface Answer {
  readonly inputs: Grid['data'];
  readonly labels: Grid['data'];
}

/** Lists of numbers come back as grids. */
function answerOf(value: Value): Answer {
  const { inputs, labels } = value as { readonly inputs: Value; readonly labels: Value };
  return { inputs: gridOf(inputs).data, labels: gridOf(labels).data };
}

/** A property of each token of one answer: `test` says what is wrong with token t. */
function ofEachToken(
  labels: Pick<Property, 'id' | 'asks'>,
  test: (answer: Answer, args: Args, t: number) => string | undefined,
): Property {
  return {
    ...labels,
    check: async (call, random) => {
      const args = told({ length: 24, every: 2, padding: 3 })(random);
      const answer = answerOf(await call(...args));
      const ids = args[0] as readonly number[];
      return ids.map((_, t) => test(answer, args, t)).find((text) => text !== undefined);
    },
  };
}

export default defineChecks({
  entry: 'maskTokens',
  parameters: ['ids', 'options', 'luck'],
  cases: [
    { title: 'every second token is chosen', draw: told({ length: 26, every: 2 }) },
    { title: 'every third', draw: told({ length: 32, every: 3 }) },
    { title: 'all of them', draw: told({ length: 16, every: 1 }) },
    { title: 'none', draw: told({ length: 8, every: 100 }) },
    { title: 'padding at the end', draw: told({ length: 24, every: 1, padding: 6 }) },
    {
      title: 'other ids',
      draw: told({
        length: 24,
        every: 1,
        options: { mask: 103, special: [0, 1, 2], first: 200, end: 211 },
      }),
    },
  ],
  properties: [
    ofEachToken(
      { id: 'special', asks: 'Are special tokens left alone?' },
      ({ inputs, labels }, [ids], t) => {
        const id = (ids as readonly number[])[t] ?? NaN;
        if (!OPTIONS.special.includes(id)) return undefined;
        if (inputs[t] === id && labels[t] === -100) return undefined;
        return `Token ${t} is special and was chosen.`;
      },
    ),
    ofEachToken(
      { id: 'not-chosen', asks: 'Does a token without a label stay as it is?' },
      ({ inputs, labels }, [ids], t) => {
        const id = (ids as readonly number[])[t];
        if (labels[t] !== -100 || inputs[t] === id) return undefined;
        return `Token ${t} was changed, and nothing asks what stood there.`;
      },
    ),
    ofEachToken({ id: 'label', asks: 'Is a label what stood there?' }, ({ labels }, [ids], t) => {
      const id = (ids as readonly number[])[t];
      if (labels[t] === -100 || labels[t] === id) return undefined;
      return `The label of token ${t} is ${String(labels[t])}; ${String(id)} stood there.`;
    }),
  ],
});

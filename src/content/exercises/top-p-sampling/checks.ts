import type { Random } from '../../../model/random.ts';
import { defineChecks, everyAnswer, gridOf, show } from '../../../notebook/judge/index.ts';
import type { Case, Grid, Value } from '../../../notebook/judge/index.ts';

interface Told {
  /** Chances at temperature 1, by token. They are drawn a little off. */
  readonly chances: readonly number[];
  readonly p: number;
  readonly temperature?: number;
  readonly uniform: number;
  /** Added to all logits: a softmax does not see it. */
  readonly level?: number;
}

/** Logits of about these chances. */
function told({ chances, p, temperature = 1, uniform, level = 0 }: Told): Case['draw'] {
  return (random) => {
    const logits = chances.map((chance) => level + logOf(chance) + 0.04 * random.uniform());
    return [logits, { p, temperature, uniform: uniform * (1 + 0.02 * random.uniform()) }];
  };
}

/** A token without a chance is blocked, as libraries do it. */
function logOf(chance: number): number {
  return chance > 0 ? Math.log(chance) : -1e9;
}

/** The likeliest token is the last, and the order of the chances is not that of the vocabulary. */
const FIVE = [0.15, 0.3, 0.05, 0.1, 0.4];
/** One token has most of it. */
const SURE = [0.04, 0.03, 0.85, 0.06, 0.02];
/** Many tokens would do. */
const FLAT = [0.14, 0.11, 0.16, 0.12, 0.1, 0.15, 0.09, 0.13];

/** Anything at all. */
function any(random: Random) {
  const logits = Array.from({ length: 12 }, () => 2 * random.normal());
  const options = { p: 0.7, temperature: 1 + random.uniform(), uniform: 0.99 * random.uniform() };
  return [logits, options];
}

function chancesOf(value: Value): Grid {
  return gridOf((value as { readonly chances: Value }).chances);
}

/** The least of the chances that are left, and the greatest logit of those that are not. */
function outOfOrder(chances: Grid, logits: readonly number[]): boolean {
  const kept = logits.filter((_, token) => (chances.data[token] ?? 0) > 0);
  const left = logits.filter((_, token) => (chances.data[token] ?? 0) <= 0);
  return Math.min(...kept) < Math.max(...left);
}

export default defineChecks({
  entry: 'sampleTopP',
  parameters: ['logits', 'options'],
  cases: [
    { title: 'p = 0.8', draw: told({ chances: FIVE, p: 0.8, uniform: 0.25 }) },
    { title: 'p = 0.8, a low number', draw: told({ chances: FIVE, p: 0.8, uniform: 0.02 }) },
    { title: 'p = 0.8, a high number', draw: told({ chances: FIVE, p: 0.8, uniform: 0.95 }) },
    { title: 'the number 0', draw: told({ chances: FIVE, p: 0.5, uniform: 0 }) },
    { title: 'p = 0.5', draw: told({ chances: FIVE, p: 0.5, uniform: 0.1 }) },
    { title: 'one token is above p', draw: told({ chances: SURE, p: 0.5, uniform: 0.5 }) },
    { title: 'nothing is left out: p = 1', draw: told({ chances: FIVE, p: 1, uniform: 0.47 }) },
    { title: 'many tokens', draw: told({ chances: FLAT, p: 0.6, uniform: 0.3 }) },
    {
      title: 'logits near 1000, and a token that is blocked',
      draw: told({ chances: [0.5, 0, 0.2, 0.3], p: 0.9, uniform: 0.6, level: 1000 }),
    },
    {
      title: 'a low temperature',
      draw: told({ chances: FLAT, p: 0.6, temperature: 0.25, uniform: 0.6 }),
    },
    {
      title: 'a high temperature',
      draw: told({ chances: SURE, p: 0.7, temperature: 3, uniform: 0.1 }),
    },
  ],
  properties: [
    everyAnswer({
      id: 'sum-1',
      asks: 'Do the chances that are left sum to 1?',
      draw: any,
      output: chancesOf,
      test: ({ data }) => {
        const sum = Array.from(data).reduce((total, chance) => total + chance, 0);
        return Math.abs(sum - 1) < 1e-4 ? undefined : `They summed to ${show(sum)}.`;
      },
    }),
    everyAnswer({
      id: 'likeliest',
      asks: 'Is every token that is left likelier than every one that is not?',
      draw: any,
      output: chancesOf,
      test: (chances, [logits]) =>
        outOfOrder(chances, logits as readonly number[])
          ? 'A token was left out, and one that is less likely was not.'
          : undefined,
    }),
  ],
});

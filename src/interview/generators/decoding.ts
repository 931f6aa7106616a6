import type { Generator } from './generator.ts';
import { pick, step, whole } from './pick.ts';
import { about, join, line, n } from './write.ts';

const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

/** Σ ln p */
const beamScore: Generator = (random) => {
  const chances = Array.from({ length: 3 }, () => step(random, 0.1, 0.9, 0.1));
  const logs = chances.map(Math.log);
  const answer = logs.reduce((sum, x) => sum + x, 0);
  return {
    values: { chances },
    answer,
    tolerance: 0.01,
    working: [line(join(chances.map((p) => `ln(${n(p)})`)), answer, 3)],
    slips: {
      product: chances.reduce((all, p) => all * p, 1),
      mean: answer / 3,
      sum: chances.reduce((all, p) => all + p, 0),
      last: logs.at(-1) ?? 0,
    },
  };
};

/** The smallest set of likeliest tokens that holds p. */
const topSet: Generator = (random) => {
  const tails = [
    [0.4, 0.25, 0.15, 0.1, 0.06, 0.04],
    [0.3, 0.25, 0.2, 0.12, 0.08, 0.05],
    [0.5, 0.2, 0.12, 0.08, 0.06, 0.04],
    [0.6, 0.18, 0.1, 0.06, 0.04, 0.02],
    [0.22, 0.2, 0.18, 0.16, 0.14, 0.1],
    [0.35, 0.27, 0.17, 0.11, 0.07, 0.03],
  ] as const;
  const chances = pick(random, tails);
  const threshold = step(random, 0.45, 0.95, 0.05);
  const sums = chances.map((_, i) =>
    Number(
      chances
        .slice(0, i + 1)
        .reduce((sum, p) => sum + p, 0)
        .toFixed(6),
    ),
  );
  const answer = sums.findIndex((sum) => sum >= threshold) + 1;
  const kept = chances.slice(0, answer).map((p) => n(p));
  return {
    values: { chances, threshold },
    answer,
    working: [line(join(kept), sums[answer - 1] ?? 0), line(join(kept.map(() => '1')), answer)],
    slips: {
      below: answer - 1,
      oneMore: answer + 1,
    },
  };
};

/** exp(−mean ln p) */
const perplexity: Generator = (random) => {
  const chances = Array.from({ length: 4 }, () => pick(random, [0.5, 0.25, 0.2, 0.1, 0.8, 0.05]));
  const loss = -mean(chances.map(Math.log));
  const answer = Math.exp(loss);
  return {
    values: { chances },
    answer,
    tolerance: 0.02 * answer,
    working: [
      line(`−(${join(chances.map((p) => `ln(${n(p)})`))}) / 4`, loss, 4),
      about(`exp(${n(loss, 4)})`, answer, 2),
    ],
    slips: {
      lossItself: loss,
      arithmetic: 1 / mean(chances),
      noMean: 1 / chances.reduce((all, p) => all * p, 1),
    },
  };
};

/** Two logits and a temperature: 1 / (1 + exp(−(a − b)/T)). */
const temperature: Generator = (random) => {
  const [first, second] = [whole(random, 1, 4), whole(random, -2, 0)];
  const heat = pick(random, [0.5, 2, 4]);
  const chance = (gap: number) => 1 / (1 + Math.exp(-gap));
  const gap = first - second;
  const answer = chance(gap / heat);
  return {
    values: { first, second, heat },
    answer,
    tolerance: 0.004,
    working: [
      line(`${n(first)} / ${n(heat)}`, first / heat),
      line(`${n(second)} / ${n(heat)}`, second / heat),
      line(
        `exp(${n(first / heat)}) / (exp(${n(first / heat)}) + exp(${n(second / heat)}))`,
        answer,
        3,
      ),
    ],
    slips: { times: chance(gap * heat), ignored: chance(gap), other: 1 - answer },
  };
};

export const decoding = {
  'beam-score': beamScore,
  'top-set': topSet,
  perplexity,
  temperature,
};

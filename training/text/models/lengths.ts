import { flatCost, levelsCost } from '../../../src/engine/models/multilevel-cost.ts';
import { totalMacs } from '../../../src/model/multilevel/cost.ts';
import type { Cost } from '../../../src/model/multilevel/cost.ts';
import { FLAT_RUN, LENGTHS, LEVELS_RUN } from '../configs/levels.ts';
import { wilson } from '../data/interval.ts';
import { heldOutTold } from '../data/levels.ts';
import type { Told } from '../data/levels.ts';
import type { Card } from '../harness/card.ts';
import { whatOf } from './levels-task.ts';

/** How good an answer is on paragraphs of one length, and what it costs. */
export interface Point {
  readonly sentences: number;
  /** The share of `count` held-out questions, and its interval of 95 % confidence. */
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Multiply-accumulates of one answer, the mean over the same questions. */
  readonly macs: number;
  /** Those of them that are scores and mixes: what grows with the number of pairs. */
  readonly attention: number;
}

/** The two readers by the names of their runs. */
export const COSTS: Readonly<Record<string, (told: Told) => Cost>> = {
  [LEVELS_RUN.name]: ({ rows }) =>
    levelsCost(rows.length, Math.max(...rows.map((row) => row.length))),
  [FLAT_RUN.name]: ({ ids }) => flatCost(ids.length),
};

/** The accuracies of a card beside what the answers cost, by length. */
export function pointsOf({ name, figures, config }: Card): Point[] {
  const cost = COSTS[name];
  return LENGTHS.flatMap((sentences) => {
    const figure = figures.find(({ what }) => what === whatOf(sentences));
    if (!figure || !cost) return [];
    const costs = heldOutTold('test', sentences, config.samples.test).map(cost);
    const { value: accuracy, count } = figure;
    return [
      {
        ...{ sentences, accuracy, ...wilson(accuracy, count), count },
        macs: meanOf(costs.map(totalMacs)),
        attention: meanOf(costs.map(({ attention }) => attention)),
      },
    ];
  });
}

/** Which of two is right more often, if their intervals of confidence lie apart. */
export function betterOf(one: Point, other: Point): 'first' | 'second' | undefined {
  if (one.low > other.high) return 'first';
  return other.low > one.high ? 'second' : undefined;
}

function meanOf(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((sum, x) => sum + x, 0) / numbers.length);
}

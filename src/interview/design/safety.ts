import { defineCalculator } from './calculator.ts';
import type { Result } from './calculator.ts';
import { atLeast } from './chance/binomial.ts';
import { assumed, decimal, option, percentage, whole } from './field.ts';
import { worked } from './write.ts';

const fields = {
  requests: assumed(whole(1_000_000, 1, 10_000_000_000)),
  prevalence: assumed(decimal(5, 0.001, 10_000)),
  recall: assumed(percentage(95)),
  falsePositives: assumed(percentage(1)),
  second: option(0, [0, 1]),
  secondRecall: assumed(percentage(95)),
  secondFalse: assumed(percentage(10)),
  review: assumed(whole(60, 1, 3600)),
  shift: assumed(decimal(6, 0.1, 24)),
  bits: assumed(whole(64, 1, 2048)),
  matching: assumed(whole(52, 1, 2048)),
  flipped: assumed(percentage(10, 0, 50)),
  scanned: assumed(whole(100_000_000, 1, 1_000_000_000_000)),
};

type V = Readonly<Record<keyof typeof fields, number>>;

/** What a rare harm does to a good detector, and what a watermark proves. */
export const safety = defineCalculator({
  fields,
  groups: {
    traffic: ['requests', 'prevalence'],
    detector: ['recall', 'falsePositives'],
    stage: ['second', 'secondRecall', 'secondFalse'],
    people: ['review', 'shift'],
    watermark: ['bits', 'matching', 'flipped', 'scanned'],
  },
  compute(v) {
    const bad = v.requests * (v.prevalence / 10_000);
    const good = v.requests - bad;
    const [recall, alarms] = v.second
      ? [
          (v.recall / 100) * (v.secondRecall / 100),
          (v.falsePositives / 100) * (v.secondFalse / 100),
        ]
      : [v.recall / 100, v.falsePositives / 100];
    const caught = bad * recall;
    const mistaken = good * alarms;
    return {
      bad: {
        value: bad,
        scale: 'plain',
        working: [worked(bad)`${v.requests} × ${v.prevalence} / 10,000`],
      },
      caught: {
        value: caught,
        scale: 'plain',
        working: v.second
          ? [worked(caught)`${bad} × ${v.recall} / 100 × ${v.secondRecall} / 100`]
          : [worked(caught)`${bad} × ${v.recall} / 100`],
      },
      missed: {
        value: bad - caught,
        scale: 'plain',
        working: [worked(bad - caught)`${bad} − ${caught}`],
      },
      mistaken: {
        value: mistaken,
        scale: 'plain',
        working: v.second
          ? [worked(mistaken)`${good} × ${v.falsePositives} / 100 × ${v.secondFalse} / 100`]
          : [worked(mistaken)`${good} × ${v.falsePositives} / 100`],
      },
      ...alarmed(v, caught, mistaken),
      ...watermark(v),
    };
  },
  conflict: (v) => (v.matching > v.bits ? { field: 'matching', most: v.bits } : undefined),
});

/** What an alarm is worth, and the people whom all alarms keep busy. */
function alarmed(
  v: Pick<V, 'review' | 'shift'>,
  caught: number,
  mistaken: number,
): Record<'precision' | 'hours' | 'people', Result> {
  const all = caught + mistaken;
  const precision = all === 0 ? 0 : caught / all;
  const hours = (all * v.review) / 3600;
  const people = Math.ceil(hours / v.shift);
  return {
    precision: {
      value: precision,
      scale: 'share',
      working: all === 0 ? [] : [worked(precision)`${caught} / (${caught} + ${mistaken})`],
    },
    hours: {
      value: hours,
      scale: 'plain',
      working: [worked(hours)`(${caught} + ${mistaken}) × ${v.review} / 3,600`],
    },
    people: {
      value: people,
      scale: 'plain',
      working: [
        `${worked(hours / v.shift)`${hours} / ${v.shift}`} ≤ ${people.toLocaleString('en-US')}`,
      ],
    },
  };
}

/** Bits of a video without a mark agree by chance, each with 1/2; of a marked one some are flipped. */
function watermark(
  v: Pick<V, 'bits' | 'matching' | 'flipped' | 'scanned'>,
): Record<'chance' | 'falselyMarked' | 'detected', Result> {
  const chance = atLeast(v.matching, v.bits, 0.5);
  const detected = atLeast(v.matching, v.bits, 1 - v.flipped / 100);
  return {
    chance: { value: chance, scale: 'plain', working: [] },
    falselyMarked: {
      value: chance * v.scanned,
      scale: 'plain',
      working: [worked(chance * v.scanned)`${chance} × ${v.scanned}`],
    },
    detected: { value: detected, scale: 'share', working: [] },
  };
}

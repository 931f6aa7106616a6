import { defineCalculator } from './calculator.ts';
import type { Result } from './calculator.ts';
import { normalQuantile, twoSided, wilson } from './chance/normal.ts';
import { assumed, decimal, option, percentage, whole } from './field.ts';
import { worked } from './write.ts';

/** How many comparisons by people it takes to tell two models apart, and what they cost. */
export const evaluation = defineCalculator({
  fields: {
    wins: whole(220, 0, 1_000_000),
    pairs: whole(400, 1, 1_000_000),
    confidence: option(95, [90, 95, 99]),
    expected: { ...percentage(55, 50.1, 99) },
    power: option(80, [80, 90, 95]),
    margin: decimal(3, 0.1, 40),
    raters: assumed(whole(3, 1, 100)),
    seconds: assumed(whole(45, 1, 3600)),
    price: assumed(decimal(20, 0, 1000)),
    dimensions: whole(16, 1, 1000),
  },
  groups: {
    observed: ['wins', 'pairs', 'confidence'],
    plan: ['expected', 'power', 'margin'],
    work: ['raters', 'seconds', 'price'],
    several: ['dimensions'],
  },
  compute(v) {
    const p = v.wins / v.pairs;
    const z = twoSided(v.confidence / 100);
    return {
      rate: { value: p, scale: 'share', working: [worked(p)`${v.wins} / ${v.pairs}`] },
      ...interval(p, v.pairs, z),
      ...plan(v, z),
      ...many(v.confidence, v.dimensions),
    };
  },
  conflict: (v) => (v.wins > v.pairs ? { field: 'wins', most: v.pairs } : undefined),
});

function interval(p: number, n: number, z: number): Record<'low' | 'high', Result> {
  const [low, high] = wilson(p, n, z);
  return {
    low: {
      value: low,
      scale: 'share',
      working: [
        worked(
          low,
        )`(${p} + ${z}² / (2 × ${n}) − ${z} × √(${p} × (1 − ${p}) / ${n} + ${z}² / (4 × ${n}²))) / (1 + ${z}² / ${n})`,
      ],
    },
    high: {
      value: high,
      scale: 'share',
      working: [
        worked(
          high,
        )`(${p} + ${z}² / (2 × ${n}) + ${z} × √(${p} × (1 − ${p}) / ${n} + ${z}² / (4 × ${n}²))) / (1 + ${z}² / ${n})`,
      ],
    },
  };
}

interface Plan {
  readonly expected: number;
  readonly power: number;
  readonly margin: number;
  readonly raters: number;
  readonly seconds: number;
  readonly price: number;
}

/** Pairs for an interval of a half width, and for a win rate to be told from one half. */
function plan(
  v: Plan,
  z: number,
): Record<'forMargin' | 'needed' | 'judgments' | 'hours' | 'cost' | 'elo', Result> {
  const p = v.expected / 100;
  const m = v.margin / 100;
  const zPower = normalQuantile(v.power / 100);
  const forMargin = Math.ceil((z * z * 0.25) / (m * m));
  const exactly = ((z * 0.5 + zPower * Math.sqrt(p * (1 - p))) / (p - 0.5)) ** 2;
  const needed = Math.ceil(exactly);
  const judgments = needed * v.raters;
  const hours = (judgments * v.seconds) / 3600;
  const elo = 400 * Math.log10(p / (1 - p));
  return {
    forMargin: {
      value: forMargin,
      scale: 'plain',
      working: [upwards(worked((z * z * 0.25) / (m * m))`${z}² × 0.25 / ${m}²`, forMargin)],
    },
    needed: {
      value: needed,
      scale: 'plain',
      working: [
        upwards(
          worked(exactly)`((${z} × 0.5 + ${zPower} × √(${p} × (1 − ${p}))) / (${p} − 0.5))²`,
          needed,
        ),
      ],
    },
    judgments: {
      value: judgments,
      scale: 'plain',
      working: [worked(judgments)`${needed} × ${v.raters}`],
    },
    hours: {
      value: hours,
      scale: 'plain',
      working: [worked(hours)`${judgments} × ${v.seconds} / 3,600`],
    },
    cost: {
      value: hours * v.price,
      scale: 'money',
      working: [worked(hours * v.price)`${hours} × ${v.price}`],
    },
    elo: {
      value: elo,
      scale: 'plain',
      working: [worked(elo)`400 × log10(${p} / (1 − ${p}))`],
    },
  };
}

/** What comes of looking at many numbers: some seem to differ although nothing does. */
function many(confidence: number, k: number): Record<'falseAlarm' | 'corrected', Result> {
  const c = confidence / 100;
  const some = 1 - c ** k;
  const corrected = (1 - c) / k;
  return {
    falseAlarm: {
      value: some,
      scale: 'share',
      working: [worked(some)`1 − ${c}^${k}`],
    },
    corrected: {
      value: corrected,
      scale: 'share',
      working: [worked(corrected)`(1 − ${c}) / ${k}`],
    },
  };
}

/** A line that goes on to the next whole number: people come whole. */
function upwards(line: string, value: number): string {
  return `${line} ≤ ${value.toLocaleString('en-US')}`;
}

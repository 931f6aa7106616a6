import type { Texts } from './texts.ts';

export const evaluation: Texts<'evaluation'> = {
  region: 'Calculator: comparisons by people',
  groups: {
    observed: 'What was seen',
    plan: 'What is planned',
    work: 'The work',
    several: 'Several numbers at once',
  },
  fields: {
    wins: { label: 'Wins, ties counted half', unit: 'pairs' },
    pairs: { label: 'Pairs compared' },
    confidence: { label: 'Confidence', options: { 90: '90 %', 95: '95 %', 99: '99 %' } },
    expected: { label: 'True win rate to be found', unit: '%' },
    power: { label: 'Chance to find it', options: { 80: '80 %', 90: '90 %', 95: '95 %' } },
    margin: { label: 'Half width of the interval', unit: 'points' },
    raters: { label: 'Raters a pair' },
    seconds: { label: 'One judgment takes', unit: 'seconds' },
    price: { label: 'An hour of a rater', unit: 'dollars' },
    dimensions: { label: 'Dimensions tested' },
  },
  results: {
    rate: { label: 'Win rate seen' },
    low: { label: 'Interval, lower end', note: 'Wilson’s interval, which stays within 0 and 1.' },
    high: { label: 'Interval, upper end' },
    forMargin: {
      label: 'Pairs for that half width',
      unit: 'pairs',
      note: 'At a win rate of one half, where it is widest.',
    },
    needed: {
      label: 'Pairs to tell the true rate from one half',
      unit: 'pairs',
      note: 'Pairs count, not judgments: raters of a pair look at the same two clips.',
    },
    judgments: { label: 'Judgments', unit: 'judgments' },
    hours: { label: 'Hours of raters', unit: 'hours' },
    cost: { label: 'Cost of raters' },
    elo: { label: 'The same as a rating', unit: 'points of Elo' },
    falseAlarm: {
      label: 'Some dimension differs by chance',
      note: 'If none truly differs and they are independent.',
    },
    corrected: {
      label: 'Level for each, corrected',
      note: 'Bonferroni: the error, divided among all.',
    },
  },
  headline: ['low', 'high', 'needed'],
};

import type { Texts } from './texts.ts';

export const safety: Texts<'safety'> = {
  region: 'Calculator: alarms and watermarks',
  groups: {
    traffic: 'The traffic',
    detector: 'The detector',
    stage: 'A second stage',
    people: 'Review by people',
    watermark: 'The watermark',
  },
  fields: {
    requests: { label: 'Requests', unit: 'a day' },
    prevalence: { label: 'Harmful ones', unit: 'of 10,000' },
    recall: { label: 'Harmful ones found', unit: '%' },
    falsePositives: { label: 'Harmless ones flagged', unit: '%' },
    second: { label: 'Looks at the alarms again', options: { 0: 'no', 1: 'yes' } },
    secondRecall: { label: 'Right alarms it keeps', unit: '%' },
    secondFalse: { label: 'False alarms it keeps', unit: '%' },
    review: { label: 'One review takes', unit: 'seconds' },
    shift: { label: 'A reviewer’s day', unit: 'hours' },
    bits: { label: 'Bits of the mark' },
    matching: { label: 'Bits that must agree' },
    flipped: { label: 'Bits flipped by editing', unit: '%' },
    scanned: { label: 'Videos without a mark', unit: 'a day' },
  },
  results: {
    bad: { label: 'Harmful requests', unit: 'a day' },
    caught: { label: 'Caught', unit: 'a day' },
    missed: { label: 'Missed', unit: 'a day' },
    mistaken: { label: 'False alarms', unit: 'a day' },
    precision: {
      label: 'Alarms that are right: precision',
      note: 'A second stage multiplies the rates only if its mistakes are independent of the first one’s. They rarely are.',
    },
    hours: { label: 'Review', unit: 'hours a day' },
    people: { label: 'Reviewers', unit: 'people' },
    chance: {
      label: 'A video without a mark passes',
      unit: 'chance',
      formula: 'Σ C(n, i) / 2ⁿ, i from k to n: n bits that agree by chance, at least k of them',
    },
    falselyMarked: { label: 'Wrongly called generated', unit: 'a day' },
    detected: {
      label: 'A marked, edited video is found',
      formula: 'Σ C(n, i)·(1 − e)ⁱ·eⁿ⁻ⁱ, i from k to n: each bit is flipped with chance e',
    },
  },
  headline: ['precision', 'hours', 'falselyMarked'],
};

import { z } from 'astro/zod';
import { TUNING_MODES } from '../engine/trained/jobs.ts';

const share = z.number().min(0).max(1);

const point = z.object({
  labeling: z.string(),
  /** How many labeled captions were learned from. */
  labels: z.int().positive(),
  mode: z.enum(TUNING_MODES),
  /** The share of held-out captions that each seed classifies right. */
  accuracies: z.array(share).min(2),
  mean: share,
  /** The interval of 95 % confidence of the mean, cut at 0 and 1. */
  low: share,
  high: share,
});

/** `label-curve.json`, as training writes it: few labels, with pre-training and without. */
export const labelCurve = z.object({
  command: z.string(),
  config: z.looseObject({
    steps: z.int().positive(),
    seeds: z.array(z.int()),
    test: z.int().positive(),
    rank: z.int().positive(),
    rates: z.record(z.enum(TUNING_MODES), z.number().positive()),
  }),
  minutes: z.number().positive(),
  machine: z.string(),
  points: z.array(point).min(1),
});

import { z } from 'astro/zod';

const measured = {
  what: z.string(),
  count: z.int().positive(),
};

/** A share of `count` trials. */
const share = z.object({
  ...measured,
  unit: z.literal('share').default('share'),
  value: z.number().min(0).max(1),
  /** What it should reach, if it has a bar. */
  bar: z.number().min(0).max(1).optional(),
});

/** The mean of `count` trials in decibels. */
const decibels = z.object({
  ...measured,
  unit: z.literal('decibels'),
  value: z.number(),
  /** Of the trials. */
  deviation: z.number().nonnegative(),
  bar: z.number().optional(),
});

/** A part of a model, and its training. */
const part = z.object({
  name: z.string(),
  parameters: z.int().positive(),
  steps: z.int().positive(),
  minutes: z.number().nonnegative(),
});

/** `card.json` beside the weights of a model, as training writes it. */
export const card = z.object({
  /** The folder of its files, and the word after `npm run train --`. */
  name: z.string(),
  task: z.string(),
  architecture: z.string(),
  data: z.string(),
  /** Where it is known to fail, and what was tried. */
  notes: z.array(z.string()),
  parameters: z.int().positive(),
  /** If its parts were trained one after the other: each of them. */
  parts: z.array(part).optional(),
  command: z.string(),
  config: z.looseObject({ seed: z.int() }),
  steps: z.int().positive(),
  minutes: z.number().positive(),
  machine: z.string(),
  /** Measured on the test split, with the file that ships. */
  figures: z.array(z.union([decibels, share])).min(1),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Card = z.infer<typeof card>;
export type Figure = Card['figures'][number];

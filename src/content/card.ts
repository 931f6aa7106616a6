import { z } from 'astro/zod';

const figure = z.object({
  /** What was measured: a share of `count` trials. */
  what: z.string(),
  value: z.number().min(0).max(1),
  count: z.int().positive(),
  /** What it should reach, if it has a bar. */
  bar: z.number().min(0).max(1).optional(),
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
  command: z.string(),
  config: z.looseObject({ seed: z.int() }),
  steps: z.int().positive(),
  minutes: z.number().positive(),
  machine: z.string(),
  /** Measured on the test split, with the file that ships. */
  figures: z.array(figure).min(1),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Card = z.infer<typeof card>;
export type Figure = z.infer<typeof figure>;

import { z } from 'astro/zod';
import { TUNING_MODES } from '../engine/trained/jobs.ts';

const share = z.number().min(0).max(1);
const points = z.array(z.object({ step: z.int().positive(), value: z.number() })).min(1);

/** `tuning-runs.json`, as `npm run train -- tuning-runs` writes it: a run of each mode of fine-tuning. */
export const tuningRuns = z.object({
  command: z.string(),
  machine: z.string(),
  runs: z
    .array(
      z.object({
        id: z.int().positive(),
        settings: z.object({
          task: z.literal('mover'),
          count: z.int(),
          mode: z.enum(TUNING_MODES),
          learningRate: z.number(),
          rank: z.int(),
          steps: z.int(),
          seed: z.int(),
        }),
        labels: z.int(),
        losses: points,
        accuracies: points,
        result: z.object({
          classes: z.array(z.string()),
          steps: z.int(),
          stopped: z.literal(false),
          accuracy: share,
          trained: z.int(),
          total: z.int(),
          hiddenWords: z.object({ before: z.number(), after: z.number() }),
        }),
      }),
    )
    .length(TUNING_MODES.length),
});

import { z } from 'astro/zod';

const share = z.number().min(0).max(1);

/** A share of `count` clips, with its interval of 95 % confidence. */
const interval = z.object({ value: share, count: z.int().positive(), low: share, high: share });

/** For how many prompts all is right, with one thing and with two. */
const right = { one: interval, two: interval };

/** `sampling.json` beside the card of pocket Sora, as training writes it. */
export const sampling = z.object({
  command: z.string(),
  /** Of all that does not compare it. */
  steps: z.int().positive(),
  guidance: z.number(),
  byGuidance: z.array(z.object({ guidance: z.number(), ...right })).min(1),
  bySteps: z.array(z.object({ steps: z.int().positive(), ...right })).min(1),
  /** Models of several sizes, trained alike; the last one ships. */
  bySize: z
    .array(
      z.object({
        run: z.string(),
        layers: z.int().positive(),
        width: z.int().positive(),
        parameters: z.int().positive(),
        /** About how many multiply-accumulates the training took. */
        macs: z.number().positive(),
        ...right,
      }),
    )
    .min(1),
});

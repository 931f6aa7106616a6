import { z } from 'astro/zod';
import { common } from './common.ts';
import { text } from './text.ts';

const point = z.strictObject({
  /** What a good answer says: the reader ticks it if theirs did. */
  text: text('text', 'what a good answer says'),
  /** Why it counts. */
  why: text('why', 'why an interviewer waits for it'),
});

/** An answer in the reader's own words, which they grade themselves by a rubric. */
export const free = z.strictObject({
  kind: z.literal('free'),
  ...common,
  /** Which part of a mock interview asks it: a derivation and a design have parts of their own. */
  asks: z
    .enum(['explain', 'derive', 'design'], { error: '`asks` must be explain, derive or design' })
    .default('explain'),
  /** An answer that would earn every point. */
  model: text('model', 'an answer that earns every point'),
  /** The rubric. */
  points: z
    .array(point, { error: '`points` must be a list of `text` and `why`' })
    .min(2, { error: '`points` needs at least two' })
    .max(7, { error: '`points` needs at most seven: nobody says more in an answer' }),
  /** The bank's own questions: the page with three graded answers, `interview/bank/advantages`. */
  graded: text('graded', 'the address of the page with three graded answers').optional(),
});

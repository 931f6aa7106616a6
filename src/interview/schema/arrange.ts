import { z } from 'astro/zod';
import { common } from './common.ts';
import { plain, text } from './text.ts';

const item = z.strictObject({
  /** What is put in its place. */
  text: text('text', 'what the reader puts in its place'),
  /** Why it stands here. */
  why: text('why', 'why it stands here'),
});

/** Steps that are to be put in their order. */
export const order = z.strictObject({
  kind: z.literal('order'),
  ...common,
  /** In the right order. A reader sees them shuffled. */
  items: z
    .array(item, { error: '`items` must be a list of `text` and `why`, in the right order' })
    .min(3, { error: '`items` needs at least three, or a coin would decide' })
    .max(7, { error: '`items` needs at most seven: more is a puzzle' }),
});

const pair = z.strictObject({
  /** What stands there. */
  left: text('left', 'what stands on the left'),
  /** What the reader picks for it, from a list of all. Two pairs may have the same. */
  right: plain('right', 'what belongs to it'),
  why: text('why', 'why they belong together'),
});

/** Pairs that are to be found. */
export const match = z.strictObject({
  kind: z.literal('match'),
  ...common,
  pairs: z
    .array(pair, { error: '`pairs` must be a list of `left`, `right` and `why`' })
    .min(3, { error: '`pairs` needs at least three' })
    .max(7, { error: '`pairs` needs at most seven' }),
  /** More to pick from, that belongs to nothing. */
  extras: z.array(plain('extras', 'what belongs to nothing')).default([]),
});

import { z } from 'astro/zod';
import { common } from './common.ts';
import { text, why } from './text.ts';

const choice = z.strictObject({
  /** What the reader picks. */
  text: text('text', 'what the reader picks'),
  /** Whether it belongs to the right answer. Leave it out for a wrong choice. */
  right: z.boolean({ error: '`right` must be true, or be left out' }).default(false),
  /** Why it is right or wrong. Shown after the check, whatever the reader picked. */
  why,
});

const choices = z
  .array(choice, { error: '`choices` must be a list of `text`, `right` and `why`' })
  .min(2, { error: '`choices` needs at least two, else there is nothing to choose' });

function countRight(list: readonly { right: boolean }[]): number {
  return list.filter(({ right }) => right).length;
}

/** One choice. */
export const one = z.strictObject({
  kind: z.literal('one'),
  ...common,
  /** Exactly one of them is right. */
  choices: choices.refine((list) => countRight(list) === 1, {
    error: 'kind `one` needs exactly one choice with `right: true`; for more, use kind `several`',
  }),
});

/** Several choices. */
export const several = z.strictObject({
  kind: z.literal('several'),
  ...common,
  /** At least one is right, and at least one is wrong. */
  choices: choices.refine((list) => countRight(list) >= 1 && countRight(list) < list.length, {
    error: 'kind `several` needs at least one right and at least one wrong choice',
  }),
});

/** A candidate's answer, cut into spans: one of them is wrong. */
export const flaw = z.strictObject({
  kind: z.literal('flaw'),
  ...common,
  /** The answer, in its order. Exactly one span is `right: true`, the one to be picked: the flaw. */
  choices: choices
    .min(3, { error: '`choices` of a flaw needs at least three spans, or it is too easy to find' })
    .refine((list) => countRight(list) === 1, {
      error: 'kind `flaw` needs exactly one span with `right: true`: the one that is wrong',
    }),
  /** What the span should say. */
  repair: text('repair', 'what the wrong span should say'),
});

import { z } from 'astro/zod';

/**
 * A question with its answer and its explanations.
 *
 * The one schema of questions: the content collection validates YAML files with it, and every type
 * here is inferred from it. Texts may hold `code`, *emphasis* and $formulas$.
 */

/** A text that must say something: an empty or forgotten one names its field to the author. */
function text(field: string, purpose: string) {
  const error = `\`${field}\` is missing: ${purpose}`;
  return z.string({ error }).trim().min(1, { error });
}

const why = text('why', 'every choice says in a sentence why it is right or wrong');

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

const mistake = z.strictObject({
  /** A number that a reader gets by a known slip. */
  answer: z.number({ error: '`answer` of a mistake must be the wrong number' }),
  /** Which slip gives this number. */
  why,
});

/** What every kind has. */
const common = {
  /** The lesson that teaches the answer, by its address: `attention/scaled-dot-product-attention`. */
  lesson: z.string({ error: '`lesson` must name the lesson that teaches the answer' }),
  /** What is asked. */
  prompt: text('prompt', 'what the reader is asked'),
  /** A push in the right direction, offered before the check. Must not give the answer away. */
  hint: text('hint', 'a push in the right direction, offered before the check'),
};

function countRight(list: readonly { right: boolean }[]): number {
  return list.filter(({ right }) => right).length;
}

const one = z.strictObject({
  kind: z.literal('one'),
  ...common,
  /** Exactly one of them is right. */
  choices: choices.refine((list) => countRight(list) === 1, {
    error: 'kind `one` needs exactly one choice with `right: true`; for more, use kind `several`',
  }),
});

const several = z.strictObject({
  kind: z.literal('several'),
  ...common,
  /** At least one is right, and at least one is wrong. */
  choices: choices.refine((list) => countRight(list) >= 1 && countRight(list) < list.length, {
    error: 'kind `several` needs at least one right and at least one wrong choice',
  }),
});

const number = z.strictObject({
  kind: z.literal('number'),
  ...common,
  /** The right number. */
  answer: z.number({ error: '`answer` must be a number' }),
  /** How far off still counts as right. 0 unless told otherwise. */
  tolerance: z.number().min(0, { error: '`tolerance` must be 0 or more' }).default(0),
  /** The arithmetic, every step shown: `4 × 512 × 512 = 1,048,576`. A test computes it again. */
  working: z
    .array(text('working', 'a line of arithmetic'), {
      error: '`working` must be a list of lines of arithmetic, such as "2 × 3 = 6"',
    })
    .min(1, { error: '`working` needs at least one line of arithmetic' }),
  /** What the number means, in a sentence. */
  why: text('why', 'what the number means, in a sentence'),
  /** Numbers that readers get by known slips, each with its explanation. */
  mistakes: z.array(mistake, { error: '`mistakes` must be a list of `answer` and `why`' }),
});

export const question = z
  .discriminatedUnion('kind', [one, several, number], {
    error: '`kind` must be one, several or number',
  })
  .superRefine((value, context) => {
    if (value.kind !== 'number') return;
    const wrong = value.mistakes.find((slip) => isNear(slip.answer, value));
    if (wrong) {
      const message = `the mistake ${wrong.answer} would be graded right: narrow \`tolerance\``;
      context.addIssue({ code: 'custom', path: ['mistakes'], message });
    }
  });

/** A question of any kind. */
export type Question = z.infer<typeof question>;
export type NumberQuestion = z.infer<typeof number>;
export type ChoiceQuestion = z.infer<typeof one> | z.infer<typeof several>;
export type Choice = z.infer<typeof choice>;

function isNear(given: number, { answer, tolerance }: { answer: number; tolerance: number }) {
  return Math.abs(given - answer) <= tolerance;
}

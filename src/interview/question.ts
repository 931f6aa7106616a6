import { z } from 'astro/zod';
import { match, order } from './schema/arrange.ts';
import { flaw, one, several } from './schema/choices.ts';
import { free } from './schema/free.ts';
import { drawn, number } from './schema/number.ts';
import { shape } from './schema/shape.ts';

/**
 * A question with its answer and its explanations.
 *
 * The one schema of questions: the content collection validates YAML files with it, and every type
 * here is inferred from it. Texts may hold `code`, *emphasis* and $formulas$.
 */
export const question = z
  .discriminatedUnion('kind', [one, several, flaw, number, drawn, order, match, shape, free], {
    error: '`kind` must be one, several, flaw, number, drawn, order, match, shape or free',
  })
  .superRefine((value, context) => {
    if (value.kind !== 'number') return;
    const wrong = value.mistakes.find((slip) => isNear(slip.answer, value));
    if (wrong) {
      const message = `the mistake ${wrong.answer} would be graded right: narrow \`tolerance\``;
      context.addIssue({ code: 'custom', path: ['mistakes'], message });
    }
  });

/** A question of any kind, as its author wrote it. */
export type Question = z.infer<typeof question>;
export type ChoiceQuestion = z.infer<typeof one> | z.infer<typeof several> | z.infer<typeof flaw>;
export type NumberQuestion = z.infer<typeof number>;
export type DrawnQuestion = z.infer<typeof drawn>;
export type OrderQuestion = z.infer<typeof order>;
export type MatchQuestion = z.infer<typeof match>;
export type ShapeQuestion = z.infer<typeof shape>;
export type FreeQuestion = z.infer<typeof free>;

function isNear(given: number, { answer, tolerance }: { answer: number; tolerance: number }) {
  return Math.abs(given - answer) <= tolerance;
}

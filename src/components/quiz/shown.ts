import { arrange, seedOf, type Asked } from '../../interview/arrange.ts';
import type { ask } from '../../interview/ask.ts';
import type { Rendered } from './render.ts';

/** Draws numbers: the function comes with all generators, and is loaded when it is needed. */
export type Asker = typeof ask;

/** Whether another round of the question has to be drawn. */
export function needsAsker({ question }: Rendered): boolean {
  return question.kind === 'drawn';
}

/**
 * A question as it is shown with a seed.
 *
 * @throws Error if numbers are to be drawn and the asker is not loaded.
 */
export function showQuestion(rendered: Rendered, seed: number, asker: Asker | undefined): Asked {
  const { id, question, first } = rendered;
  if (question.kind !== 'drawn') return arrange(question, seed);
  if (first && seed === seedOf(id, 0)) return first;
  if (!asker) throw new Error(`showQuestion: ${id} is drawn anew before its generator is loaded`);
  return asker(question, seed);
}

import type { Topic } from './topics.ts';

/**
 * A question that was answered: what a store, a review or a report listens for.
 *
 * The quiz dispatches it on the question's form as a bubbling `CustomEvent` of the name
 * {@link GRADED}, with this in `detail`, once for each answer that was graded (also when a reader
 * tries again with fresh numbers). Nothing is dispatched for an answer that could not be read.
 *
 *     document.addEventListener('question-graded', (event) => keep(event.detail));
 */
export interface GradedEvent {
  /** The question's id: its path below `src/content/questions`. */
  readonly id: string;
  readonly topic: Topic;
  /** With the id, what was shown: `ask(question, seed)` shows it again. */
  readonly seed: number;
  /** How much was right, from 0 to 1. */
  readonly right: number;
  /** From when the question came alive on the page, or was asked anew, to the check. */
  readonly seconds: number;
}

export const GRADED = 'question-graded';

declare global {
  interface DocumentEventMap {
    'question-graded': CustomEvent<GradedEvent>;
  }
}

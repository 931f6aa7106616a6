import type { Question } from '../question.ts';

/** What an interview consists of, in the order in which it comes. */
export const SECTIONS = ['explain', 'derive', 'numbers', 'code', 'debug', 'design'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where a question of the bank belongs. A free one says it itself. */
export function sectionOf(question: Question): Section {
  switch (question.kind) {
    case 'free':
      return question.asks;
    case 'number':
    case 'drawn':
      return 'numbers';
    case 'order':
    case 'shape':
      return 'derive';
    case 'flaw':
      return 'debug';
    default:
      return 'explain';
  }
}

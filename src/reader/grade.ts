import type { Card } from './card.ts';
import { DAY } from './day.ts';
import type { Grade } from './event.ts';
import { daysBetween, intervalOf, learn } from './recall.ts';

/** “Again” comes back after ten minutes: long enough to have something else in mind. */
const AGAIN = 600_000;

/** The card after a grade. */
export function gradeCard(card: Card, at: number, grade: Grade): Card {
  const memory = learn(card.memory, daysSince(card, at), grade);
  return {
    ...card,
    memory,
    last: at,
    due: at + (grade === 1 ? AGAIN : intervalOf(memory) * DAY),
    reviews: card.reviews + 1,
    lapses: card.lapses + +(grade === 1),
  };
}

/** Whole days since the last grade; 0 before the first. */
export function daysSince({ last }: Card, at: number): number {
  return daysBetween(last ?? at, at);
}

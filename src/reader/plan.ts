import { hashSeed } from '../model/random.ts';
import type { Card } from './card.ts';
import { dayOfDate, type Calendar } from './day.ts';
import { daysBetween, recallAfter } from './recall.ts';
import type { ReaderState } from './replay.ts';

/** How many days before the interview every card is looked at once more, at most. */
export const LAST_DAYS = 7;

/** Today, and the last days before an interview. */
export interface Horizon {
  /** The day of the interview. */
  readonly interview: number;
  /** The first of the last days. */
  readonly from: number;
}

/** When a card comes up next. */
export interface Planned {
  readonly card: Card;
  /** The reader's day: today for all that is due or overdue. */
  readonly day: number;
  /** Whether the interview set the day, not the memory. */
  readonly forInterview: boolean;
}

/** The horizon that an interview sets; nothing without one, and on its day and after it. */
export function horizonOf(
  { interview }: Pick<ReaderState, 'interview'>,
  now: number,
  { dayOf }: Calendar,
): Horizon | undefined {
  const day = interview && dayOfDate(interview.date);
  if (!interview || day === undefined || day <= dayOf(now)) return undefined;
  const whole = Math.max(1, day - dayOf(interview.set));
  return { interview: day, from: day - Math.min(LAST_DAYS, whole) };
}

/**
 * The days on which cards come up, soonest first.
 *
 * Memory alone says when a card is due. An interview changes that for a card whose day would be the
 * interview's or later: it gets one last look in the days before, on a day that its name picks, so
 * that they spread evenly. One that was seen in those days already has had it.
 */
export function planCards(
  cards: Iterable<Card>,
  now: number,
  calendar: Calendar,
  horizon?: Horizon,
): readonly Planned[] {
  const planned = Array.from(cards, (card) => planCard(card, now, calendar, horizon));
  return planned.sort((a, b) => a.day - b.day || a.card.due - b.card.due || compareKeys(a, b));
}

function planCard(
  card: Card,
  now: number,
  { dayOf }: Calendar,
  horizon: Horizon | undefined,
): Planned {
  const today = dayOf(now);
  // A card from the future was graded before the clock went back: nobody knows how long ago.
  const isLost = card.last !== undefined && dayOf(card.last) > today;
  const natural = isLost ? today : Math.max(today, dayOf(card.due));
  if (!horizon || natural < horizon.interview || isSeen(card, horizon, dayOf)) {
    return { card, day: natural, forInterview: false };
  }
  const day = Math.max(today, lastLook(card.key, horizon));
  return { card, day, forInterview: true };
}

function isSeen({ last }: Card, { from }: Horizon, dayOf: Calendar['dayOf']): boolean {
  return last !== undefined && dayOf(last) >= from;
}

function lastLook(key: string, { interview, from }: Horizon): number {
  return from + (hashSeed(0, key) % (interview - from));
}

function compareKeys({ card: a }: Planned, { card: b }: Planned): number {
  return a.key < b.key ? -1 : 1;
}

/** The cards that are due today, in their order. */
export function dueToday(planned: readonly Planned[], today: number): readonly Card[] {
  return planned.filter(({ day }) => day <= today).map(({ card }) => card);
}

/** The mean chance of recalling the cards at a moment, if none is looked at again before. */
export function recallAt(cards: Iterable<Card>, at: number): number | undefined {
  const chances = Array.from(cards).flatMap(({ memory, last }) =>
    memory && last !== undefined ? [recallAfter(memory, daysBetween(last, at))] : [],
  );
  return mean(chances);
}

/** The mean; nothing of nothing. */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

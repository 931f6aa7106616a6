import type { Role } from './role.ts';
import type { Section } from './section.ts';
import { standAt, type Session } from './run.ts';
import type { Turn } from './turn.ts';

/** How a turn went. All times of a report are in seconds. */
export interface Item {
  readonly card: string;
  readonly topic: string;
  readonly section: Section;
  /** How much was right, from 0 to 1; 0 where it was skipped. */
  readonly right: number;
  readonly seconds: number;
  /** How long a good answer takes. */
  readonly limit: number;
  readonly seed: number;
  readonly skipped: boolean;
  /** What the reader typed or said. */
  readonly said: string;
  /** A follow-up: the step of a chain that it was. */
  readonly follow?: Turn['follow'];
}

/** A session that is over: what is kept of it. */
export interface Finished {
  readonly role: Role;
  readonly minutes: number;
  readonly seed: number;
  /** How long the clock was paused, the time away included. */
  readonly paused: number;
  readonly pauses: number;
  /** How long the page was closed or frozen. */
  readonly away: number;
  /** On comparing answers, while the clock stood. */
  readonly compared: number;
  /** How many questions were drawn and not reached. */
  readonly unasked: number;
  readonly items: readonly Item[];
}

/** What is kept of a session that is over. */
export function finish(session: Session): Finished {
  const { plan, turns } = session;
  const { done, stood, pauses, away, compared } = standAt(session, lastMoment(session));
  const items = done.flatMap(({ right, said, skipped, spent }, i) => {
    const turn = turns[i];
    if (!turn) return [];
    const item = { ...headOf(turn), right, seconds: toSeconds(spent), skipped, said };
    return [turn.follow ? { ...item, follow: turn.follow } : item];
  });
  return {
    role: plan.role,
    minutes: plan.minutes,
    seed: plan.seed,
    paused: toSeconds(stood),
    pauses,
    away: toSeconds(away),
    compared: toSeconds(compared),
    unasked: turns.length - items.length,
    items,
  };
}

function headOf({ card, topic, section, limit, seed }: Turn) {
  return { card, topic, section, limit, seed };
}

function lastMoment({ moves }: Session): number {
  return moves.at(-1)?.at ?? 0;
}

function toSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}

/** Some turns together. */
export interface Sum {
  readonly asked: number;
  readonly skipped: number;
  /** The mean of what was right; nothing of no turns. */
  readonly right: number | undefined;
  readonly seconds: number;
  /** How long good answers take. */
  readonly limit: number;
}

export function sumUp(
  items: readonly Pick<Item, 'right' | 'seconds' | 'limit' | 'skipped'>[],
): Sum {
  const sum = (valueOf: (item: (typeof items)[number]) => number) =>
    items.reduce((total, item) => total + valueOf(item), 0);
  return {
    asked: items.length,
    skipped: sum(({ skipped }) => +skipped),
    right: items.length > 0 ? sum(({ right }) => right) / items.length : undefined,
    seconds: sum(({ seconds }) => seconds),
    limit: sum(({ limit }) => limit),
  };
}

/** Sums by a name, in the order in which the names first come. */
export function sumBy<K extends 'topic' | 'section'>(
  items: readonly Item[],
  by: K,
): readonly (Sum & { readonly name: Item[K] })[] {
  return [...Map.groupBy(items, (item) => item[by])].map(([name, own]) => ({
    name,
    ...sumUp(own),
  }));
}

/** What changed in a topic from one session to another. */
export interface Change {
  readonly topic: string;
  readonly before: number | undefined;
  readonly now: number | undefined;
}

/** The topics of two sessions side by side; nothing where a topic was not asked. */
export function compare(before: readonly Item[], now: readonly Item[]): readonly Change[] {
  const topics = new Set([...now, ...before].map(({ topic }) => topic));
  const rightOf = (items: readonly Item[], topic: string) =>
    sumUp(items.filter((item) => item.topic === topic)).right;
  return [...topics].map((topic) => ({
    topic,
    before: rightOf(before, topic),
    now: rightOf(now, topic),
  }));
}

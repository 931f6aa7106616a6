import { cardKey, type Card, type CardText } from './card.ts';
import { DAY } from './day.ts';
import type { EventOf, ReaderEvent } from './event.ts';
import { daysSince, gradeCard } from './grade.ts';
import { inOrder } from './order.ts';
import { recallAfter } from './recall.ts';

/** A grade of a card that had been left alone for a day or more. */
export interface Review {
  readonly at: number;
  readonly card: string;
  /** The chance of recall that FSRS gave it. */
  readonly expected: number;
  /** Whether it was recalled: every grade but “again”. */
  readonly recalled: boolean;
}

/** How something was answered. */
export interface Answer {
  readonly at: number;
  readonly topic: string;
  /** The card that it would be: the same question has the same. */
  readonly key: string;
  /** How much was right, from 0 to 1. */
  readonly right: number;
  readonly seconds: number;
}

/** All that is known of a reader. */
export interface ReaderState {
  readonly cards: ReadonlyMap<string, Card>;
  /** Outside of review, in order. */
  readonly answers: readonly Answer[];
  readonly reviews: readonly Review[];
  /** All grades, also the early ones, in order. */
  readonly grades: readonly EventOf<'graded'>[];
  readonly mocks: readonly EventOf<'mock'>[];
  /** The day of the interview, and when it was set. */
  readonly interview: { readonly date: string; readonly set: number } | undefined;
}

/** What is being built. Nobody else sees it before it is done. */
interface Draft {
  readonly cards: Map<string, Card>;
  readonly answers: Answer[];
  readonly reviews: Review[];
  readonly grades: EventOf<'graded'>[];
  readonly mocks: EventOf<'mock'>[];
  interview: ReaderState['interview'];
}

/** The state after some entries, whatever order they come in. */
export function replay(events: Iterable<ReaderEvent>): ReaderState {
  const all = [...events];
  const undone = new Set(all.flatMap((event) => (event.kind === 'undone' ? [event.event] : [])));
  const state: Draft = {
    cards: new Map(),
    answers: [],
    reviews: [],
    grades: [],
    mocks: [],
    interview: undefined,
  };
  for (const event of inOrder(all)) {
    if (!undone.has(event.id)) apply(state, event);
  }
  return state;
}

function apply(state: Draft, event: ReaderEvent): void {
  switch (event.kind) {
    case 'graded':
      applyGrade(state, event);
      break;
    case 'settings':
      state.interview = event.interview ? { date: event.interview, set: event.at } : undefined;
      break;
    case 'mock':
      state.mocks.push(event);
      break;
  }
  for (const { text, ...answer } of answersIn(event)) {
    state.answers.push(answer);
    if (answer.right < 1) miss(state.cards, answer, text);
  }
}

/** What was answered in an entry, each as the card that it becomes when it was missed. */
function answersIn(event: ReaderEvent): readonly (Answer & { text?: CardText })[] {
  const { at } = event;
  switch (event.kind) {
    case 'answered': {
      const { question: id, topic, right, seconds } = event;
      return [{ at, topic, right, seconds, key: cardKey({ kind: 'question', id }) }];
    }
    case 'exercise': {
      const { exercise: id, topic, passed, seconds } = event;
      return [{ at, topic, right: +passed, seconds, key: cardKey({ kind: 'exercise', id }) }];
    }
    case 'hunt': {
      const { hunt: id, topic, found, seconds } = event;
      return [{ at, topic, right: +found, seconds, key: cardKey({ kind: 'hunt', id }) }];
    }
    case 'predicted': {
      const { lesson, step, what, topic, right, asked, why } = event;
      const key = cardKey({ kind: 'step', lesson, step, what });
      return [{ at, topic, right: +right, seconds: 0, key, text: { asked, why } }];
    }
    case 'mock':
      return event.items.map(({ card: key, topic, right, seconds }) => ({
        at,
        topic,
        right,
        seconds,
        key,
      }));
    default:
      return [];
  }
}

/** A miss makes a card, or brings it forward: to the next day, when the explanation has faded. */
function miss(cards: Map<string, Card>, { key, topic, at }: Answer, text?: CardText): void {
  const there = cards.get(key);
  const due = at + DAY;
  if (there) cards.set(key, { ...there, text, due: Math.min(there.due, due) });
  else {
    const fresh = { memory: undefined, last: undefined, reviews: 0, lapses: 0 };
    cards.set(key, { key, topic, text, due, ...fresh });
  }
}

function applyGrade(state: Draft, event: EventOf<'graded'>): void {
  const card = state.cards.get(event.card);
  state.grades.push(event);
  // The miss that made the card may be in a log that was not imported yet.
  if (!card) return;
  const { at, grade } = event;
  const elapsed = daysSince(card, at);
  if (card.memory && elapsed > 0) {
    const expected = recallAfter(card.memory, elapsed);
    state.reviews.push({ at, card: card.key, expected, recalled: grade > 1 });
  }
  state.cards.set(card.key, gradeCard(card, at, grade));
}

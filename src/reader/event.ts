import * as z from 'zod/mini';
import { PREDICTIONS } from './card.ts';

/**
 * What a reader did: the entries of an append-only log. Everything that the course knows of a reader
 * is computed from them (`replay.ts`); docs/reader-data.md describes them as a file.
 *
 * An entry never changes. A new version of a kind gets a new `v`, and `readEvent` goes on to
 * understand the old ones.
 */
const FIRST = 1;
const SECOND = 2;

/** What JSON writes and reads back as it is: finite, and not -0. */
const exact = z.number().check(z.refine((value) => !Object.is(value, -0)));
const count = z.int().check(
  z.gte(0),
  z.refine((value) => !Object.is(value, -0)),
);
const share = exact.check(z.gte(0), z.lte(1));
const seconds = exact.check(z.gte(0), z.lte(1e7));
/** The last millisecond that a Date can hold. */
const moment = count.check(z.lte(8.64e15));
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
/** An id of the course, such as `attention/why-root-d`: a part of an address, never a way out of it. */
const slug = z.string().check(z.maxLength(200), z.regex(/^\w[\w-]*([./]\w[\w-]*)*$/));
const words = z.string().check(z.minLength(1), z.maxLength(1000));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
/** How long an answer of a mock interview may be, in characters. */
export const MOST_SAID = 20_000;
/** Which card, as `card.ts` names it: `question:attention/why-root-d`. */
const card = z.string().check(z.maxLength(400), z.regex(/^\w+:[\w./:-]+$/));

const place = {
  v: z.literal(FIRST),
  /** Of this entry, for ever: merging goes by it. */
  id: uuid,
  /** The log that it was written to: one a browser. */
  log: uuid,
  /** Its number in that log, from 0. It counts on when the clock goes back. */
  n: count,
  /** When, in milliseconds since 1970, by the reader's clock. */
  at: moment,
};

const answered = z.strictObject({
  ...place,
  kind: z.literal('answered'),
  /** A question of the bank. */
  question: slug,
  topic: slug,
  /** What was drawn: `ask(question, seed)` shows it again. */
  seed: exact,
  /** How much was right. */
  right: share,
  seconds,
});

const predicted = z.strictObject({
  ...place,
  kind: z.literal('predicted'),
  /** The page with the stepper or the lab. */
  lesson: slug,
  topic: slug,
  /** The step's name, `encoder.0.self.scores`, or the lab's. */
  step: slug,
  what: z.enum(PREDICTIONS),
  /** The question as it was shown, and what was said of the answer. */
  asked: words,
  why: words,
  right: z.boolean(),
});

const exercise = z.strictObject({
  ...place,
  kind: z.literal('exercise'),
  exercise: slug,
  topic: slug,
  passed: z.boolean(),
  seconds,
});

const hunt = z.strictObject({
  ...place,
  kind: z.literal('hunt'),
  hunt: slug,
  topic: slug,
  found: z.boolean(),
  seconds,
});

const cell = z.strictObject({
  ...place,
  kind: z.literal('cell'),
  cell: slug,
  /** The reader's version of the code, when it ran. */
  code: z.string().check(z.maxLength(100_000)),
});

const graded = z.strictObject({
  ...place,
  kind: z.literal('graded'),
  card,
  /** 1 again, 2 hard, 3 good, 4 easy. */
  grade: z.literal([1, 2, 3, 4]),
  seed: exact,
  seconds,
});

const undone = z.strictObject({
  ...place,
  kind: z.literal('undone'),
  /** The entry that no longer counts. */
  event: uuid,
});

const settings = z.strictObject({
  ...place,
  kind: z.literal('settings'),
  /** The day of the interview; null takes it back. */
  interview: z.nullable(day),
});

const session = {
  role: slug,
  minutes: exact.check(z.gte(0), z.lte(1e4)),
  seed: exact,
  /** How long the clock stood still. */
  paused: seconds,
};

const asked = { card, topic: slug, right: share, seconds };

const firstMock = z.strictObject({
  ...place,
  kind: z.literal('mock'),
  ...session,
  items: z.array(z.strictObject(asked)).check(z.maxLength(200)),
});

/** A mock interview that is over: `src/interview/mock/report.ts` says what the fields are. */
const secondMock = z.strictObject({
  ...place,
  v: z.literal(SECOND),
  kind: z.literal('mock'),
  ...session,
  pauses: count,
  away: seconds,
  compared: seconds,
  unasked: count,
  items: z
    .array(
      z.strictObject({
        ...asked,
        section: slug,
        limit: seconds,
        seed: exact,
        skipped: z.boolean(),
        said: z.string().check(z.maxLength(MOST_SAID)),
        /** A follow-up: the step of a chain that it was. */
        follow: z.optional(z.strictObject({ chain: slug, step: count })),
      }),
    )
    .check(z.maxLength(200)),
});

const event = z.discriminatedUnion('kind', [
  answered,
  predicted,
  exercise,
  hunt,
  cell,
  graded,
  undone,
  settings,
  z.discriminatedUnion('v', [firstMock, secondMock]),
]);

export type ReaderEvent = z.infer<typeof event>;
export type Kind = ReaderEvent['kind'];
export type EventOf<K extends Kind> = Extract<ReaderEvent, { kind: K }>;
export type Grade = EventOf<'graded'>['grade'];

/** A finished mock interview with all that a report shows. */
export type MockEvent = z.infer<typeof secondMock>;

/** An entry as it is written today. */
type Written = Exclude<ReaderEvent, { kind: 'mock' }> | MockEvent;

/** What is told of an entry; its id, time and place come from the log. */
export type Told = { [K in Kind]: Omit<Extract<Written, { kind: K }>, keyof typeof place> }[Kind];

/** An entry before it has its place in a log. */
export type Draft = Told & Pick<ReaderEvent, 'v' | 'id' | 'at'>;

/** The entry that is told, in the version in which its kind is written. */
export function draftEvent(told: Told, id: string, at: number): Draft {
  return { v: told.kind === 'mock' ? SECOND : FIRST, id, at, ...told };
}

/** An entry as it came from a file, a database or another tab; nothing if it is none. */
export function readEvent(value: unknown): ReaderEvent | undefined {
  const { success, data } = event.safeParse(value);
  return success ? data : undefined;
}

/** The entries among some rows, and the rows that are none. */
export function readEvents(rows: readonly unknown[]): {
  readonly events: readonly ReaderEvent[];
  readonly aside: readonly unknown[];
} {
  const events: ReaderEvent[] = [];
  const aside: unknown[] = [];
  for (const row of rows) {
    const read = readEvent(row);
    if (read) events.push(read);
    else aside.push(row);
  }
  return { events, aside };
}

import { createRandom, type Random } from '../../../src/model/random.ts';
import {
  draftEvent,
  type MockEvent,
  type ReaderEvent,
  type Told,
} from '../../../src/reader/event.ts';
import { DAY, type Calendar } from '../../../src/reader/day.ts';
import { placeEvent } from '../../../src/reader/store.ts';
import { uuidOf } from '../../../src/reader/uuid.ts';

/** A day at noon, in UTC. */
export const START = Date.UTC(2026, 0, 5, 12);
export const utc: Calendar = { dayOf: (at) => Math.floor(at / DAY) };

/** Ids that a seed determines. */
export function idMaker(random: Random): () => string {
  return () => uuidOf(Uint8Array.from({ length: 16 }, () => Math.floor(256 * random.uniform())));
}

type ToldMock = Extract<Told, { kind: 'mock' }>;

const ids = idMaker(createRandom(1));
const OWN = ids();
let next = 0;

/** An entry of the own log; later calls give later numbers. */
export function event(at: number, told: Told, id = ids()): ReaderEvent {
  return placeEvent(draftEvent(told, id, at), OWN, next++);
}

export function answered(question: string, right = 0, topic = 'attention'): Told {
  return { kind: 'answered', question, topic, seed: 1, right, seconds: 20 };
}

export function graded(question: string, grade: 1 | 2 | 3 | 4): Told {
  return { kind: 'graded', card: `question:${question}`, grade, seed: 1, seconds: 10 };
}

/** A mock interview of one question. */
export function mocked(item: Partial<MockEvent['items'][number]> = {}): ToldMock {
  const asked = { card: 'question:a/b', topic: 'code', right: 0.5, seconds: 30.5 };
  const more = { section: 'explain', limit: 60, seed: 7, skipped: false, said: 'Because “so”.' };
  const follow = { chain: 'cache', step: 1 };
  return {
    kind: 'mock',
    role: 'applied',
    minutes: 30,
    seed: 5,
    paused: 2.5,
    pauses: 1,
    away: 0,
    compared: 20,
    unasked: 3,
    items: [
      { ...asked, ...more, ...item },
      { ...asked, right: 1, ...more, follow },
    ],
  };
}

/** Something that a reader might do, of any kind. */
export function drawTold(random: Random, past: readonly string[] = []): Told {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random.uniform() * list.length)] as T;
  const question = `attention/q-${pick([...Array(50).keys()])}`;
  const topic = pick(['attention', 'video', 'code']);
  const seed = Math.floor(random.uniform() * 2 ** 32);
  const seconds = random.uniform() * 100;
  const kind = pick(['answered', 'graded', 'graded', 'predicted', 'exercise', 'rest'] as const);
  switch (kind) {
    case 'answered':
      return { kind, question, topic, seed, seconds, right: pick([0, 0.5, 1 / 3, 1]) };
    case 'graded':
      return { kind, card: `question:${question}`, grade: pick([1, 2, 3, 4]), seed, seconds };
    case 'predicted': {
      const step = 'encoder.0.self.scores';
      const lesson = 'attention/scaled-dot-product-attention';
      return {
        kind,
        lesson,
        topic,
        step,
        asked: 'Which shape?',
        why: '[T, S]',
        what: 'shape',
        right: pick([true, false]),
      };
    }
    case 'exercise':
      return { kind, exercise: 'causal-attention', topic, passed: pick([true, false]), seconds };
    case 'rest':
      return pick<Told>([
        { kind: 'settings', interview: pick([null, '2026-03-01']) },
        { kind: 'undone', event: past.length > 0 ? pick(past) : OWN },
        { kind: 'cell', cell: 'attention/softmax', code: 'show(1) // é \ud83d \u2028 "' },
        { kind: 'hunt', hunt: 'mask', topic, found: true, seconds },
        {
          ...mocked({ card: `question:${question}`, topic, right: 0.5, seconds }),
          seed,
        },
      ]);
  }
}

/** Entries of some logs, each with a clock that mostly runs forward. */
export function drawEvents(random: Random, count: number, logs = 3): ReaderEvent[] {
  const newId = idMaker(random);
  const writers = Array.from({ length: logs }, () => ({ log: newId(), n: 0, at: START }));
  const events: ReaderEvent[] = [];
  for (let i = 0; i < count; i++) {
    const writer = writers[Math.floor(random.uniform() * logs)];
    if (!writer) continue;
    writer.at += Math.floor((random.uniform() - 0.1) * DAY * 0.2);
    const past = events.slice(-5).map(({ id }) => id);
    const told = drawTold(random, past);
    const draft = draftEvent(told, newId(), writer.at);
    events.push(placeEvent(draft, writer.log, writer.n++));
  }
  return events;
}

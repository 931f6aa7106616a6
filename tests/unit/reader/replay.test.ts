import { expect, test } from 'vitest';
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { createRandom } from '../../../src/model/random.ts';
import { DAY } from '../../../src/reader/day.ts';
import type { Grade, ReaderEvent } from '../../../src/reader/event.ts';
import { replay } from '../../../src/reader/replay.ts';
import { answered, event, graded, mocked, START } from './support.ts';

const RATINGS = { 1: Rating.Again, 2: Rating.Hard, 3: Rating.Good, 4: Rating.Easy } as const;

const cardOf = (events: readonly ReaderEvent[], key = 'question:a/b') =>
  replay(events).cards.get(key);

test('a miss makes a card for the next day, a right answer makes none', () => {
  const events = [event(START, answered('a/b')), event(START, answered('a/c', 1))];
  expect([...replay(events).cards.values()]).toMatchObject([
    { key: 'question:a/b', topic: 'attention', due: START + DAY, memory: undefined, reviews: 0 },
  ]);
});

test.each([
  [
    {
      kind: 'predicted',
      lesson: 'a/b',
      topic: 'attention',
      step: 'x.y',
      asked: 'A?',
      why: 'B',
      what: 'shape',
      right: false,
    },
    'step:a/b:x.y:shape',
  ],
  [
    { kind: 'exercise', exercise: 'mask', topic: 'code', passed: false, seconds: 1 },
    'exercise:mask',
  ],
  [{ kind: 'hunt', hunt: 'mask', topic: 'code', found: false, seconds: 1 }, 'hunt:mask'],
  [mocked(), 'question:a/b'],
  [mocked({ right: 0, skipped: true }), 'question:a/b'],
] as const)('misses of other kinds become cards too: %o', (told, key) => {
  expect([...replay([event(START, told as never)]).cards.keys()]).toEqual([key]);
});

test('another miss brings a card forward, and forgets nothing of it', () => {
  const events = [
    event(START, answered('a/b')),
    event(START + DAY, graded('a/b', 4)),
    event(START + 2 * DAY, answered('a/b', 0.5)),
  ];
  expect(cardOf(events)?.due).toBe(START + 3 * DAY);
  expect(cardOf(events)?.memory).toEqual(cardOf(events.slice(0, 2))?.memory);
});

// The scheduler of ts-fsrs itself, driven by another path through the library than ours.
test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'memory and days are those of the scheduler of ts-fsrs, history %i',
  (seed) => {
    const random = createRandom(seed);
    const oracle = fsrs({ enable_fuzz: false, learning_steps: [], relearning_steps: [] });
    let theirs = createEmptyCard(new Date(START));
    let at = START;
    const events = [event(at, answered('a/b'))];
    for (let review = 0; review < 12; review++) {
      at += Math.floor(random.uniform() * 8) * DAY * (random.uniform() < 0.3 ? 0 : 1);
      const grade = (1 + Math.floor(4 * random.uniform())) as Grade;
      events.push(event(at, graded('a/b', grade)));
      theirs = oracle.next(theirs, new Date(at), RATINGS[grade]).card;
      const ours = cardOf(events);
      expect(ours?.memory?.stability).toBeCloseTo(theirs.stability, 6);
      expect(ours?.memory?.difficulty).toBeCloseTo(theirs.difficulty, 6);
      const days = ((ours?.due ?? 0) - at) / DAY;
      if (grade === 1) expect(days).toBeCloseTo(10 / 1440, 9);
      else expect(days).toBe(oracle.next_interval(theirs.stability, 0));
    }
  },
);

test('“again” is a lapse and comes back after ten minutes', () => {
  const card = cardOf([event(START, answered('a/b')), event(START + DAY, graded('a/b', 1))]);
  expect(card).toMatchObject({ due: START + DAY + 600_000, lapses: 1, reviews: 1 });
});

test('what is undone did not happen', () => {
  const miss = event(START, answered('a/b'));
  const grade = event(START + DAY, graded('a/b', 3));
  const undo = event(START + DAY, { kind: 'undone', event: grade.id });
  expect(cardOf([miss, grade, undo])).toEqual(cardOf([miss]));
});

test('a clock that goes back: the number says what came first, and no time is negative', () => {
  const events = [
    event(START, answered('a/b')),
    event(START + 9 * DAY, graded('a/b', 3)),
    event(START + 2 * DAY, graded('a/b', 3)),
  ];
  const card = cardOf(events.toReversed());
  expect(card).toMatchObject({ last: START + 2 * DAY, reviews: 2 });
  expect(card?.due).toBeGreaterThan(START + 2 * DAY);
  expect(card?.memory?.stability).toBeGreaterThan(0);
});

test('a grade without its miss is kept and waits', () => {
  const state = replay([event(START, graded('a/b', 3))]);
  expect(state.cards.size).toBe(0);
  expect(state.grades).toHaveLength(1);
});

test('retention counts grades after a day or more', () => {
  const events = [
    event(START, answered('a/b')),
    event(START + DAY, graded('a/b', 1)),
    event(START + DAY + 600_000, graded('a/b', 3)),
    event(START + 4 * DAY, graded('a/b', 1)),
    event(START + 7 * DAY, graded('a/b', 3)),
  ];
  const { reviews } = replay(events);
  expect(reviews.map(({ recalled }) => recalled)).toEqual([false, true]);
  for (const { expected } of reviews) expect(expected).toBeLessThan(1);
});

test('the last setting counts', () => {
  const events = [
    event(START, { kind: 'settings', interview: '2026-03-01' }),
    event(START + 1, { kind: 'settings', interview: '2026-03-02' }),
  ];
  expect(replay(events).interview).toEqual({ date: '2026-03-02', set: START + 1 });
  const none = event(START + 2, { kind: 'settings', interview: null });
  expect(replay([...events, none]).interview).toBeUndefined();
});

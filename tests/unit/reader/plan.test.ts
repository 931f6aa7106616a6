import { expect, test } from 'vitest';
import type { Card } from '../../../src/reader/card.ts';
import { dateOfDay, DAY, dayOfDate } from '../../../src/reader/day.ts';
import { forecast } from '../../../src/reader/figures/forecast.ts';
import { dueToday, horizonOf, planCards, recallAt } from '../../../src/reader/plan.ts';
import { START, utc } from './support.ts';

const TODAY = utc.dayOf(START);
const memory = { stability: 30, difficulty: 5 };

function card(name: string, inDays: number, seen?: number): Card {
  const last = seen === undefined ? undefined : START + seen * DAY;
  const known = seen === undefined ? undefined : memory;
  return {
    key: `question:${name}`,
    topic: 'attention',
    text: undefined,
    memory: known,
    last,
    due: START + inDays * DAY,
    reviews: 1,
    lapses: 0,
  };
}

const many = (count: number, inDays: number, seen: number) =>
  Array.from({ length: count }, (_, i) => card(`a/q-${i}`, inDays, seen));

const horizonIn = (days: number, set = START) =>
  horizonOf({ interview: { date: dateOfDay(TODAY + days), set } }, START, utc);

test('without an interview, memory sets the days; overdue is today', () => {
  const planned = planCards([card('late', -3), card('soon', 2), card('now', 0)], START, utc);
  expect(planned.map(({ card: { key }, day }) => [key, day - TODAY])).toEqual([
    ['question:late', 0],
    ['question:now', 0],
    ['question:soon', 2],
  ]);
  expect(dueToday(planned, TODAY)).toHaveLength(2);
});

test('due later on the same day is due today', () => {
  expect(dueToday(planCards([card('a', 0.4)], START, utc), TODAY)).toHaveLength(1);
});

test('a card that was graded in the future is due: the clock went back', () => {
  expect(dueToday(planCards([card('a', 90, 60)], START, utc), TODAY)).toHaveLength(1);
});

test('no interview, none today, none in the past, none on a day that does not exist', () => {
  const on = (date: string) => horizonOf({ interview: { date, set: START } }, START, utc);
  expect(horizonOf({ interview: undefined }, START, utc)).toBeUndefined();
  for (const days of [0, -1]) expect(horizonIn(days)).toBeUndefined();
  expect(on('2026-02-30')).toBeUndefined();
});

test('every card gets one look in the last seven days before the interview, none after', () => {
  const horizon = horizonIn(40);
  const planned = planCards(many(700, 90, -10), START, utc, horizon);
  const days = Map.groupBy(planned, ({ day }) => day - TODAY);
  expect([...days.keys()]).toEqual([33, 34, 35, 36, 37, 38, 39]);
  // 100 a day, give or take what chance does (four standard deviations).
  for (const { length } of days.values()) expect(Math.abs(length - 100)).toBeLessThan(38);
});

test('a card that memory brings before the interview keeps its day', () => {
  expect(planCards([card('a', 12, -3)], START, utc, horizonIn(40))).toMatchObject([
    { day: TODAY + 12, forInterview: false },
  ]);
});

test('one that was seen in the last days has had its look', () => {
  expect(planCards([card('a', 30, -1)], START, utc, horizonIn(3, START - 20 * DAY))).toMatchObject([
    { day: TODAY + 30, forInterview: false },
  ]);
});

test('an interview tomorrow: all that waits comes today', () => {
  const planned = planCards([card('new', 1), card('old', 20, -30)], START, utc, horizonIn(1));
  expect(planned.map(({ day }) => day - TODAY)).toEqual([0, 0]);
});

test('reviews of today do not bring others into today', () => {
  const horizon = horizonIn(5);
  const cards = many(50, 60, -20);
  const due = dueToday(planCards(cards, START, utc, horizon), TODAY).map(({ key }) => key);
  const after = cards.map((one) => (due.includes(one.key) ? { ...one, last: START } : one));
  expect(due.length).toBeGreaterThan(0);
  expect(dueToday(planCards(after, START, utc, horizon), TODAY)).toEqual([]);
});

test('the forecast counts each card once, on its next day', () => {
  const planned = planCards([card('a', -1), card('b', 1), card('c', 1), card('d', 9)], START, utc);
  expect(forecast(planned, TODAY, 3).map(({ cards }) => cards)).toEqual([1, 2, 0]);
});

test('recall falls with time; cards without a grade have none', () => {
  const cards = [card('a', 3, 0), card('b', 3)];
  expect(recallAt(cards, START)).toBe(1);
  expect(recallAt(cards, START + 30 * DAY)).toBeCloseTo(0.9, 6);
  expect(recallAt([card('b', 3)], START)).toBeUndefined();
});

test('dates and days', () => {
  expect(dateOfDay(dayOfDate('2026-12-01') ?? NaN)).toBe('2026-12-01');
  expect(dayOfDate('2026-02-29')).toBeUndefined();
  expect(dayOfDate('soon')).toBeUndefined();
});

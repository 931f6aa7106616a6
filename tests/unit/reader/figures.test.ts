import { expect, test } from 'vitest';
import { ankiFile } from '../../../src/reader/anki.ts';
import { cardKey, readCardKey, type Target } from '../../../src/reader/card.ts';
import { DAY } from '../../../src/reader/day.ts';
import { historyDays } from '../../../src/reader/figures/history.ts';
import { retention } from '../../../src/reader/figures/retention.ts';
import { topicFigures } from '../../../src/reader/figures/topics.ts';
import { replay } from '../../../src/reader/replay.ts';
import { lastCodes, lastResults } from '../../../src/reader/results.ts';
import { uuidOf } from '../../../src/reader/uuid.ts';
import { answered, event, graded, START, utc } from './support.ts';

const TODAY = utc.dayOf(START);

test('topics: the last answer to each question counts, the weakest topic comes first', () => {
  const state = replay([
    event(START, answered('a/b', 0, 'attention')),
    event(START + 1, answered('a/b', 1, 'attention')),
    event(START + 2, answered('v/a', 0.5, 'video')),
    event(START + 3, answered('v/b', 0, 'video')),
  ]);
  expect(topicFigures(state, START)).toEqual([
    { topic: 'video', answered: 2, right: 0.25, cards: 2, recall: undefined },
    { topic: 'attention', answered: 1, right: 1, cards: 1, recall: undefined },
  ]);
});

test('history: a day with what was done on it, the latest first, no day that is empty', () => {
  const state = replay([
    event(START, answered('a/b')),
    event(START + 60_000, answered('a/c', 1)),
    event(START + 3 * DAY, graded('a/b', 3)),
  ]);
  expect(historyDays(state, utc)).toEqual([
    { day: TODAY + 3, answered: 0, right: undefined, reviewed: 1, seconds: 10 },
    { day: TODAY, answered: 2, right: 0.5, reviewed: 0, seconds: 40 },
  ]);
});

test('retention: weeks end today, and one without reviews has no figure', () => {
  const review = (days: number, recalled: boolean) => ({
    at: START + days * DAY,
    card: 'question:a/b',
    expected: 0.9,
    recalled,
  });
  const reviews = [review(-20, true), review(-6, false), review(0, true), review(0, true)];
  expect(retention(reviews, TODAY, 2, utc)).toEqual([
    { day: TODAY - 13, reviews: 0, recalled: undefined, expected: undefined },
    { day: TODAY - 6, reviews: 3, recalled: 2 / 3, expected: expect.closeTo(0.9) as number },
  ]);
});

test('the last answer to a question is its result', () => {
  const events = [event(START, answered('a/b')), event(START + 5, answered('a/b', 1))];
  expect(lastResults(events.toReversed()).get('a/b')).toMatchObject({ right: 1, at: START + 5 });
});

test.each([
  { kind: 'question', id: 'attention/why-root-d' },
  { kind: 'exercise', id: 'causal-attention' },
  { kind: 'hunt', id: 'mask' },
  { kind: 'step', lesson: 'a/b', step: 'encoder.0.self.scores', what: 'shape' },
  { kind: 'step', lesson: 'a/b', step: 'encoder.0.self.scores', what: 'token' },
  { kind: 'step', lesson: 'labs/scale', step: 'scale', what: 'result' },
] as const satisfies readonly Target[])('the name of a card leads back to it: %o', (target) => {
  expect(readCardKey(cardKey(target))).toEqual(target);
});

test('a card of a kind to come has no target', () => {
  expect(readCardKey('song:a/b')).toBeUndefined();
  expect(readCardKey('step:a/b:c:color')).toBeUndefined();
});

test('an id of 16 bytes is a UUID of version 4', () => {
  expect(uuidOf(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(uuidOf(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000');
});

test('the file for Anki: headers, then a note a line, quoted where it must be', () => {
  const note = {
    id: 'a/b',
    front: 'A "B"\tC',
    back: 'x\n\\(y\\)',
    tags: ['attention', 'two words'],
  };
  const lines = ankiFile([note]);
  expect(lines).toMatch(/^#separator:tab\n#html:true\n/);
  expect(lines).toContain('a/b\t"A ""B""\tC"\t"x\n\\(y\\)"\tattention two-words\n');
});

test('the last version of a cell counts, whatever order the entries come in', () => {
  const ran = (cell: string, code: string) => ({ kind: 'cell', cell, code }) as const;
  const events = [
    event(START, ran('a/b', 'first')),
    event(START + 1, ran('a/c', 'other')),
    event(START + 2, ran('a/b', 'last')),
  ];
  const codes = new Map([
    ['a/b', 'last'],
    ['a/c', 'other'],
  ]);
  expect(lastCodes(events.toReversed())).toEqual(codes);
});

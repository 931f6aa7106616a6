import { expect, test } from 'vitest';
import { createRandom } from '../../../src/model/random.ts';
import { readFile, writeFile } from '../../../src/reader/file.ts';
import { mergeEvents } from '../../../src/reader/merge.ts';
import { inOrder } from '../../../src/reader/order.ts';
import { replay } from '../../../src/reader/replay.ts';
import { fuzzImports, isFaithful } from './fuzz.ts';
import { answered, drawEvents, event, mocked, START } from './support.ts';

const EVENTS = drawEvents(createRandom(7), 400);

test('a file holds everything, in order', () => {
  const content = readFile(writeFile(EVENTS, START));
  if (!content.ok) throw new Error('not read');
  expect(content.aside).toEqual([]);
  expect(content.events).toEqual(inOrder(EVENTS));
  expect(replay(content.events)).toEqual(replay(EVENTS));
});

test.each([
  ['{"format":', { kind: 'not-json' }],
  ['', { kind: 'not-json' }],
  ['['.repeat(200_000), { kind: 'not-json' }],
  ['null', { kind: 'not-ours' }],
  ['{"format":"other","version":1,"events":[]}', { kind: 'not-ours' }],
  [
    '{"format":"from-attention-to-sora/reader","version":2,"events":[]}',
    { kind: 'version', wanted: 1, got: '2' },
  ],
])('another file is refused: %.40s', (text, problem) => {
  expect(readFile(text)).toEqual({ ok: false, problem });
});

test.each([
  ['a field too many', { more: 1 }],
  ['an own __proto__', JSON.parse('{"__proto__":{"right":1}}')],
  ['-0', { right: -0 }],
  ['more than all', { right: 1.5 }],
  ['an id that leads out of the course', { question: '../../secret' }],
  ['another version', { v: 2 }],
  ['a kind that is not known', { kind: 'bribed' }],
  ['no integer', { n: 0.5 }],
])('an entry with %s is set aside, the others are taken', (_, change) => {
  const good = event(START, answered('a/b'));
  const bad: object = { ...event(START, answered('a/c')) };
  for (const [key, value] of Object.entries(change as object)) {
    Object.defineProperty(bad, key, { value: value as unknown, enumerable: true });
  }
  // JSON.stringify would write -0 as 0.
  const minus = (_: string, value: unknown) => (Object.is(value, -0) ? 'minus' : value);
  const row = JSON.stringify(bad, minus).replace('"minus"', '-0');
  const rows = `${JSON.stringify(good)},${row}`;
  const text = `{"format":"from-attention-to-sora/reader","version":1,"events":[${rows}]}`;
  const content = readFile(text);
  expect(content).toMatchObject({ ok: true, events: [good] });
  expect(content.ok && content.aside).toHaveLength(1);
});

test('a mock interview of the first version is read as it is, and counts', () => {
  const items = [{ card: 'question:a/b', topic: 'code', right: 0.5, seconds: 1 }];
  const { v: _v, id, log, n, at } = event(START, answered('a/b'));
  const first = {
    v: 1,
    id,
    log,
    n,
    at,
    kind: 'mock',
    role: 'applied',
    minutes: 1,
    seed: 1,
    paused: 0,
    items,
  };
  const text = `{"format":"from-attention-to-sora/reader","version":1,"events":[${JSON.stringify(first)}]}`;
  const content = readFile(text);
  if (!content.ok) throw new Error('not read');
  expect(content).toMatchObject({ events: [first], aside: [] });
  expect([...replay(content.events).cards.keys()]).toEqual(['question:a/b']);
  expect(isFaithful(text)).toBe(true);
});

test('a mock interview of the second version is written and read with all that was said', () => {
  const second = event(START, mocked());
  expect(second.v).toBe(2);
  const content = readFile(writeFile([second], START));
  expect(content).toMatchObject({ ok: true, events: [second], aside: [] });
  expect(isFaithful(writeFile([second], START))).toBe(true);
});

test('the check of the fuzz sees an entry that was changed on its way', () => {
  const text = writeFile([event(START, answered('a/b'))], START);
  expect(isFaithful(text)).toBe(true);
  expect(isFaithful(text.replace('"events":', '"events":[],"events":'))).toBe(true);
});

test('2,000 damaged files: no crash, no prototype changed, nothing taken in that is not there', () => {
  const report = fuzzImports(2000, 1);
  expect(report).toMatchObject({ crashes: [], prototypes: [], unfaithful: [] });
  // Most damage spares something: a fuzz that only makes rubbish tests nothing.
  expect(report.read).toBeGreaterThan(800);
  expect(report.entries).toBeGreaterThan(2000);
});

test.each(Array.from({ length: 100 }, (_, seed) => seed))(
  'merging depends on no order and no repeats, %i',
  (seed) => {
    const random = createRandom(1000 + seed);
    const events = drawEvents(random, 60);
    // Two entries that claim one id.
    const [first] = events;
    if (first) events.push({ ...first, at: first.at + 1 });
    const parts = [0, 1, 2].map(() => events.filter(() => random.uniform() < 0.6));
    const rest = events.filter((one) => !parts.some((part) => part.includes(one)));
    const [a = [], b = [], c = []] = parts;
    const together = replay(mergeEvents(a, b, c, rest).values());
    const others = [
      mergeEvents(rest, c, b, a, b),
      mergeEvents(mergeEvents(a, c).values(), mergeEvents(rest, b).values()),
      mergeEvents(shuffled(events, random.uniform), events),
    ];
    for (const other of others) expect(replay(other.values())).toEqual(together);
  },
);

function shuffled<T>(list: readonly T[], uniform: () => number): T[] {
  return list
    .map((item) => ({ item, key: uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

test('the own log keeps its order when the clock goes back, and other logs fit in by time', () => {
  const other = { log: '00000000-0000-4000-8000-000000000000', n: 0 };
  const first = event(START + 10, answered('a/b'));
  const second = event(START, answered('a/c'));
  const third = { ...event(START + 5, answered('a/d')), ...other };
  const fourth = { ...event(START + 15, answered('a/e')), ...other, n: 1 };
  expect(inOrder([fourth, second, third, first])).toEqual([third, first, second, fourth]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnnouncer } from '../../../src/components/trained/announce.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(gap?: number) {
  const said: string[] = [];
  return { said, announcer: createAnnouncer((text) => said.push(text), gap) };
}

test('the first text is said at once', () => {
  const { said, announcer } = setUp();
  announcer.say('one');
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['one']);
});

test('of what comes within a second, only the last is said, a second after the one before', () => {
  const { said, announcer } = setUp();
  for (let i = 0; i < 200; i++) {
    announcer.say(String(i));
    vi.advanceTimersByTime(10);
  }
  expect(said).toEqual(['0', '99', '199']);
  vi.advanceTimersByTime(10_000);
  expect(said).toHaveLength(3);
});

test('after a silence there is no wait', () => {
  const { said, announcer } = setUp(500);
  announcer.say('one');
  vi.advanceTimersByTime(501);
  announcer.say('two');
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['one', 'two']);
});

test('nothing is said after the end', () => {
  const { said, announcer } = setUp();
  announcer.say('one');
  announcer.dispose();
  vi.advanceTimersByTime(5000);
  expect(said).toEqual([]);
});

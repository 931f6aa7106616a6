import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../src/notebook/limits.ts';
import { run, type RunEvent } from '../../../src/notebook/run.ts';
import type { Ears } from '../../../src/notebook/sandbox/frame.ts';

/** A sandbox whose worker and frame the test plays. */
function start() {
  const events: RunEvent[] = [];
  const sandbox = { ping: vi.fn(), send: vi.fn(), remove: vi.fn() };
  const heard: Ears[] = [];
  const running = run(
    '',
    { code: 'a' },
    (event) => events.push(event),
    (_script, ears) => {
      heard.push(ears);
      return sandbox;
    },
  );
  const [ears] = heard;
  if (!ears) throw new Error('run opened no sandbox');
  return { events, sandbox, ears, running };
}

const DONE = { kind: 'done', milliseconds: 1, tensors: 0, bytes: 0 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('an honest run: ready, output, done, and the sandbox is removed', () => {
  const { events, sandbox, ears } = start();
  ears.reply({ kind: 'ready' });
  ears.reply({ kind: 'console', level: 'log', text: 'hello' });
  ears.reply({ kind: 'error', name: 'E', message: 'm', stack: 'at blob:null/1:3:5' });
  ears.reply(DONE);
  ears.reply({ kind: 'console', level: 'log', text: 'after the end' });
  expect(events.map(({ kind }) => kind)).toEqual(['ready', 'console', 'error', 'done']);
  expect(events[2]).toEqual({
    kind: 'error',
    name: 'E',
    message: 'm',
    place: { line: 1, column: 5 },
  });
  expect(sandbox.remove).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test('a program that runs too long is ended, counted from its own start', () => {
  const { events, sandbox, ears } = start();
  sandbox.ping.mockImplementation(() => ears.beat(null));
  vi.advanceTimersByTime(LIMITS.startMilliseconds - 1);
  ears.reply({ kind: 'ready' });
  vi.advanceTimersByTime(LIMITS.runMilliseconds - 1);
  expect(events).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(events.at(-1)).toEqual({ kind: 'ended', verdict: 'timeout' });
  expect(sandbox.remove).toHaveBeenCalledOnce();
});

test('a sandbox that never becomes ready is ended', () => {
  const { events, sandbox, ears } = start();
  sandbox.ping.mockImplementation(() => ears.beat(null));
  vi.advanceTimersByTime(LIMITS.startMilliseconds);
  expect(events).toEqual([{ kind: 'ended', verdict: 'no-start' }]);
});

test('a frame that misses its heartbeats is dead', () => {
  const { events, ears } = start();
  ears.reply({ kind: 'ready' });
  vi.advanceTimersByTime(LIMITS.beatMilliseconds * LIMITS.missedBeats);
  ears.beat(null);
  vi.advanceTimersByTime(LIMITS.beatMilliseconds * LIMITS.missedBeats);
  expect(events).toHaveLength(1);
  vi.advanceTimersByTime(LIMITS.beatMilliseconds);
  expect(events.at(-1)).toEqual({ kind: 'ended', verdict: 'died' });
});

test('a flood of messages ends the run, whatever they say', () => {
  const { events, ears } = start();
  for (let count = 0; count <= LIMITS.messages; count += 1) ears.reply('noise');
  expect(events).toEqual([{ kind: 'ended', verdict: 'flood' }]);
});

test('a script that the browser cannot read says so', () => {
  const { events, ears } = start();
  ears.beat({ message: 'SyntaxError: odd', lineno: 3, colno: 4 });
  expect(events).toEqual([
    { kind: 'error', name: '', message: 'SyntaxError: odd', place: { line: 1, column: 4 } },
    { kind: 'ended', verdict: 'no-start' },
  ]);
});

test('stop ends everything and says nothing', () => {
  const { events, sandbox, ears, running } = start();
  running.stop();
  running.stop();
  ears.reply(DONE);
  vi.advanceTimersByTime(60_000);
  expect(events).toEqual([]);
  expect(sandbox.remove).toHaveBeenCalledOnce();
});

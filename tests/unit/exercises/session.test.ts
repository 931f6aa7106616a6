import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createOpen, type Output } from '../../../src/notebook/exercise/session.ts';
import { LIMITS } from '../../../src/notebook/limits.ts';
import type { Ears } from '../../../src/notebook/sandbox/frame.ts';
import { CodeProblem } from '../../../src/notebook/typescript/problem.ts';

const PROGRAM = { code: 'function f() {}', entry: 'f' };

/** A session whose sandbox the test plays. */
async function start() {
  const sandbox = { ping: vi.fn(), send: vi.fn(), remove: vi.fn() };
  const heard: Ears[] = [];
  const outputs: Output[] = [];
  const open = createOpen('', { output: (output) => outputs.push(output) }, (_script, ears) => {
    heard.push(ears);
    return sandbox;
  });
  const session = await open([PROGRAM]);
  const [ears] = heard;
  if (!ears) throw new Error('no sandbox was opened');
  return { session, sandbox, ears, outputs };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('each call is answered once, under its own number', async () => {
  const { session, sandbox, ears } = await start();
  ears.reply({ kind: 'ready' });
  const [first, second] = [session.call(0, [1]), session.call(0, [2])];
  expect(sandbox.send.mock.calls).toEqual([
    [{ id: 1, program: 0, args: [1] }],
    [{ id: 2, program: 0, args: [2] }],
  ]);
  ears.reply({ id: 2, kind: 'value', value: 20, milliseconds: 1 });
  ears.reply({ id: 2, kind: 'value', value: 99, milliseconds: 1 });
  ears.reply({ id: 1, kind: 'value', value: 10, milliseconds: 1 });
  expect([await first, await second]).toMatchObject([{ value: 10 }, { value: 20 }]);
  session.close();
  expect(sandbox.remove).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('an answer sent before its call is not heard', async () => {
  const { session, ears } = await start();
  ears.reply({ id: 1, kind: 'value', value: 'forged', milliseconds: 1 });
  const call = session.call(0, []);
  ears.reply({ id: 1, kind: 'value', value: 'asked for', milliseconds: 1 });
  expect(await call).toMatchObject({ value: 'asked for' });
  session.close();
});

test('after the time of a run every call is ended, waiting or not', async () => {
  const { session, sandbox, ears } = await start();
  sandbox.ping.mockImplementation(() => ears.beat(null));
  ears.reply({ kind: 'ready' });
  const waiting = session.call(0, []);
  vi.advanceTimersByTime(LIMITS.runMilliseconds);
  expect(await waiting).toEqual({ kind: 'ended', verdict: 'timeout' });
  expect(await session.call(0, [])).toEqual({ kind: 'ended', verdict: 'timeout' });
});

test('a frame that is silent has died, and a flood is stopped', async () => {
  const silent = await start();
  const call = silent.session.call(0, []);
  vi.advanceTimersByTime(LIMITS.beatMilliseconds * (LIMITS.missedBeats + 2));
  expect(await call).toEqual({ kind: 'ended', verdict: 'died' });
  const flooded = await start();
  for (let i = 0; i <= LIMITS.messages; i += 1) flooded.ears.reply(null);
  expect(await flooded.session.call(0, [])).toEqual({ kind: 'ended', verdict: 'flood' });
});

test('what the code prints is passed on', async () => {
  const { session, ears, outputs } = await start();
  ears.reply({ kind: 'console', level: 'log', text: 'hello' });
  ears.reply({ kind: 'done', milliseconds: 1, tensors: 0, bytes: 0 });
  expect(outputs).toEqual([{ kind: 'console', level: 'log', text: 'hello' }]);
  session.close();
});

test('code that cannot be read starts nothing', async () => {
  const sandbox = vi.fn();
  const open = createOpen('', {}, sandbox);
  await expect(open([{ code: 'function f( {', entry: 'f' }])).rejects.toBeInstanceOf(CodeProblem);
  expect(sandbox).not.toHaveBeenCalled();
});

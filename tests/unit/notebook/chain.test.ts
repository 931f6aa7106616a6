import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openChain, type Chain, type End, type Told } from '../../../src/notebook/chain.ts';
import { LIMITS } from '../../../src/notebook/limits.ts';
import type { Ears } from '../../../src/notebook/sandbox/frame.ts';

/** A sandbox whose worker and frame the test plays, with two cells in it. */
function start() {
  const sandbox = { ping: vi.fn(), send: vi.fn(), remove: vi.fn() };
  const heard: Ears[] = [];
  const chain = openChain('', [{ code: 'a' }, { code: 'b' }], (_script, ears) => {
    heard.push(ears);
    return sandbox;
  });
  const [ears] = heard;
  if (!ears) throw new Error('the chain opened no sandbox');
  sandbox.ping.mockImplementation(() => ears.beat(null));
  return { sandbox, ears, chain };
}

/** Runs the next cell and keeps what it tells, and how it ends. */
function run(chain: Chain) {
  const told: Told[] = [];
  const ends: End[] = [];
  void chain.next((one) => told.push(one)).then((end) => ends.push(end));
  return { told, ends };
}

const DONE = { kind: 'done', milliseconds: 1, tensors: 0, bytes: 0, peakBytes: 0 };
const thrown = (stack: string) => ({
  kind: 'error',
  origin: 'thrown',
  name: 'E',
  message: 'm',
  stack,
});
/** Lets the promises settle. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a cell runs when it is asked for and the runtime is there', async () => {
  const { sandbox, ears, chain } = start();
  const { told, ends } = run(chain);
  expect(sandbox.send).not.toHaveBeenCalled();
  ears.reply({ kind: 'ready' });
  expect(sandbox.send).toHaveBeenCalledOnce();
  ears.reply({ kind: 'console', level: 'log', text: 'hello' });
  ears.reply(DONE);
  await settle();
  expect(told.map(({ kind }) => kind)).toEqual(['console']);
  expect(ends).toEqual([{ ...DONE, failed: false }]);
  expect(chain).toMatchObject({ ran: 1, alive: true });
  expect(sandbox.remove).not.toHaveBeenCalled();
});

test('an error names the cell and its own line, and no cell follows', async () => {
  const { ears, chain } = start();
  ears.reply({ kind: 'ready' });
  run(chain);
  ears.reply(DONE);
  await settle();
  const { told, ends } = run(chain);
  ears.reply(thrown('at blob:null/1:2:9\nat blob:null/1:5:3'));
  ears.reply(DONE);
  await settle();
  expect(told).toMatchObject([{ kind: 'error', place: { step: 1, line: 1, column: 3 } }]);
  expect(ends).toMatchObject([{ failed: true }]);
  expect(chain.alive).toBe(false);
});

test('what nobody handled does not fail the cell', async () => {
  const { ears, chain } = start();
  ears.reply({ kind: 'ready' });
  const { told, ends } = run(chain);
  ears.reply({ ...thrown(''), origin: 'rejected' });
  ears.reply(DONE);
  await settle();
  expect(told).toMatchObject([{ origin: 'rejected' }]);
  expect(ends).toMatchObject([{ failed: false }]);
});

test('the time of a cell is counted from its own start, and not between cells', async () => {
  const { ears, chain, sandbox } = start();
  ears.reply({ kind: 'ready' });
  await vi.advanceTimersByTimeAsync(10 * LIMITS.runMilliseconds);
  expect(chain.alive).toBe(true);
  const { ends } = run(chain);
  await vi.advanceTimersByTimeAsync(LIMITS.runMilliseconds - 1);
  expect(ends).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ends).toEqual([{ kind: 'ended', verdict: 'timeout' }]);
  expect(chain.alive).toBe(false);
  expect(sandbox.remove).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test('a sandbox that never becomes ready is ended', async () => {
  const { chain } = start();
  const { ends } = run(chain);
  await vi.advanceTimersByTimeAsync(LIMITS.startMilliseconds);
  expect(ends).toEqual([{ kind: 'ended', verdict: 'no-start' }]);
});

test('a frame that misses its heartbeats is dead, also between cells', async () => {
  const { ears, chain, sandbox } = start();
  ears.reply({ kind: 'ready' });
  sandbox.ping.mockImplementation(() => undefined);
  await vi.advanceTimersByTimeAsync(LIMITS.beatMilliseconds * LIMITS.missedBeats);
  ears.beat(null);
  await vi.advanceTimersByTimeAsync(LIMITS.beatMilliseconds * LIMITS.missedBeats);
  expect(chain.alive).toBe(true);
  await vi.advanceTimersByTimeAsync(LIMITS.beatMilliseconds);
  expect(chain.alive).toBe(false);
  const { ends } = run(chain);
  await settle();
  expect(ends).toEqual([{ kind: 'ended', verdict: 'died' }]);
});

test('a flood of messages ends the sandbox, whatever they say; each cell has its own count', async () => {
  const { ears, chain } = start();
  const flood = (count: number) => {
    for (let sent = 0; sent < count; sent += 1) ears.reply('noise');
  };
  ears.reply({ kind: 'ready' });
  run(chain);
  flood(LIMITS.messages - 1);
  ears.reply(DONE);
  await settle();
  const { ends } = run(chain);
  flood(LIMITS.messages);
  expect(chain.alive).toBe(true);
  flood(1);
  await settle();
  expect(ends).toEqual([{ kind: 'ended', verdict: 'flood' }]);
});

test('a script that the browser cannot read says so', async () => {
  const { ears, chain } = start();
  const { told, ends } = run(chain);
  ears.beat({ message: 'SyntaxError: odd', lineno: 3, colno: 4 });
  await settle();
  expect(told).toMatchObject([
    { kind: 'error', message: 'SyntaxError: odd', place: { step: 0, line: 1, column: 4 } },
  ]);
  expect(ends).toEqual([{ kind: 'ended', verdict: 'no-start' }]);
});

test('stop ends everything, and nothing is heard afterwards', async () => {
  const { sandbox, ears, chain } = start();
  const { told, ends } = run(chain);
  chain.stop();
  chain.stop();
  ears.reply({ kind: 'console', level: 'log', text: 'late' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([]);
  expect(ends).toEqual([{ kind: 'stopped' }]);
  expect(sandbox.remove).toHaveBeenCalledOnce();
});

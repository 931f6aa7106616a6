import { runInThisContext } from 'node:vm';
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import * as model from '../../src/model/index.ts';
import { bodyOf } from '../../src/notebook/exercise/body.ts';
import type { Answer, Open, Program, Session } from '../../src/notebook/judge/session.ts';
import type { Args } from '../../src/notebook/judge/value.ts';
import { answer, pick, withhold } from '../../src/notebook/runtime/answer.ts';
import type { Timed } from '../../src/notebook/runtime/answer.ts';

/** Milliseconds that one call may take: a mutated loop may be endless. */
const MOST = 2_000;

/** Only a loop can be endless. A time limit costs more than a small answer. */
const LOOP = /\b(for|while|do)\b/;

const tf = { ...core, ...layers };
const silent = Object.fromEntries(
  ['log', 'info', 'debug', 'warn', 'error'].map((level) => [level, () => undefined]),
);

/**
 * Runs programs in this very process, for the check of our own exercises. It is no sandbox: cheats
 * and readers' code do not come here.
 */
export const openHere = openWithin(MOST);

/** The same with another limit, in milliseconds: code that trains takes its time. */
export function openWithin(most: number): Open {
  return (programs) => open(programs, most);
}

async function open(programs: readonly Program[], most: number): Promise<Session> {
  // Else tfjs advertises its backend for Node.
  core.env().set('IS_NODE', false);
  await core.setBackend('cpu');
  const entries = await Promise.all(programs.map((program) => start(program, most)));
  return {
    call: async (program, args) => settle(() => callEntry(entries[program], args)),
    close: () => undefined,
  };
}

interface Started {
  readonly entry: unknown;
  /** What the program's own lines threw. */
  readonly failure?: Error;
}

/** Runs a program's own lines. What they throw is told at each call. */
async function start(program: Program, most: number): Promise<Started> {
  try {
    const { code } = bodyOf(program);
    const text = `(function (tf, model, show, console) { return async function () { 'use strict';\n${code}\n}; })`;
    const make = runInThisContext(text) as (...globals: unknown[]) => () => Promise<unknown>;
    const body = make(
      withhold(tf, program.without),
      pick(model, program.given),
      () => undefined,
      silent,
    );
    const limit = LOOP.test(code) ? timed(most) : (job: unknown) => job;
    return { entry: limit(await (limit(body) as typeof body)()) };
  } catch (error) {
    return { entry: undefined, failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function callEntry(started: Started | undefined, args: Args): Promise<Timed> {
  if (!started) throw new Error('call: wanted the number of a program, got another');
  const { entry, failure } = started;
  if (failure) throw failure;
  return answer(tf, entry, args, () => performance.now());
}

async function settle(call: () => Promise<Timed>): Promise<Answer> {
  try {
    return { kind: 'value', ...(await call()) };
  } catch (error) {
    const known: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
    const { name, message, code } = known;
    return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? { kind: 'ended', verdict: 'timeout' }
      : { kind: 'thrown', name, message };
  }
}

/** Puts a function under a time limit. */
function timed(most: number): (entry: unknown) => unknown {
  return (entry) => {
    if (typeof entry !== 'function') return entry;
    const call = (args: unknown[]) => Reflect.apply(entry, undefined, args) as unknown;
    return (...args: unknown[]) => inTime(() => call(args), most);
  };
}

/** Runs a job, and ends it when it takes too long: the one thing that only `vm` can. */
function inTime<T>(job: () => T, most: number): T {
  Reflect.set(globalThis, '__job', job);
  return runInThisContext('__job()', { timeout: most }) as T;
}

import type * as Tf from '@tensorflow/tfjs-core';
import { LEVELS, type Level } from '../protocol.ts';
import { describe } from './describe.ts';
import { inspect } from './inspect.ts';
import type { Send } from './sender.ts';

type Print = (...values: unknown[]) => void;

/** The console of a cell. It writes to the page, not to the browser's console. */
export function createConsole(tf: typeof Tf, send: Send): Readonly<Record<string, Print>> {
  const print = (level: Level, values: readonly unknown[]): void => {
    send({ kind: 'console', level, text: values.map(toText).join(' ') });
  };
  const levels = LEVELS.map((level): [Level, Print] => [
    level,
    (...values) => print(level, values),
  ]);
  const log: Print = (...values) => print('log', values);
  const table: Print = (value) => {
    send({ kind: 'show', title: '', value: describe(tf, value) });
  };
  const assert: Print = (condition, ...values) => {
    if (!condition) print('error', ['Assertion failed:', ...values]);
  };
  return Object.freeze({ ...Object.fromEntries(levels), table, assert, dir: log, trace: log });
}

/** Strings as they are, everything else inspected. */
function toText(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}

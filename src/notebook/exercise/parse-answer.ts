import { sizeOf } from '../judge/value.ts';
import type { Answer } from '../judge/session.ts';
import type { Grid, Value } from '../judge/value.ts';
import { LIMITS } from '../limits.ts';
import type { Program as Script } from '../program.ts';
import { placeOf } from '../trace.ts';

/** An answer, and which call it answers. */
export interface Keyed {
  readonly id: number;
  readonly answer: Answer;
}

/**
 * Reads one answer of the worker. It ran reader code, so its words are checked as those of a
 * stranger: what is no answer is undefined, and an answer that is no plain data is an error.
 */
export function parseAnswer(message: unknown, script: Script): Keyed | undefined {
  if (!isRecord(message)) return undefined;
  const { id, kind } = message;
  if (typeof id !== 'number') return undefined;
  if (kind === 'value') return { id, answer: parseValue(message) };
  return kind === 'thrown' ? { id, answer: parseThrown(message, script) } : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function parseValue({ value, milliseconds }: Fields): Answer {
  const budget = { numbers: LIMITS.answerNumbers };
  try {
    const time = typeof milliseconds === 'number' && milliseconds >= 0 ? milliseconds : 0;
    return { kind: 'value', value: read(value, 0, budget), milliseconds: time };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'thrown', name: error.name, message: error.message };
  }
}

/** The value, if it is plain data within the limits. */
function read(value: unknown, depth: number, budget: { numbers: number }): Value {
  if (depth > LIMITS.answerDepth) throw new TypeError('The answer is nested too deep.');
  if (value === undefined || ['number', 'boolean', 'string'].includes(typeof value)) {
    return value as Value;
  }
  if (!isRecord(value)) throw new TypeError(`Wanted numbers as the answer, got a ${typeof value}.`);
  budget.numbers -= 1;
  if (ArrayBuffer.isView(value['data'])) return readGrid(value, budget);
  if (budget.numbers < 0) throw new TypeError('The answer has too many parts.');
  if (Array.isArray(value)) return value.map((item) => read(item, depth + 1, budget));
  const entries = Object.entries(value).slice(0, LIMITS.answerParts);
  return Object.fromEntries(
    entries.map(([name, item]): [string, Value] => [name, read(item, depth + 1, budget)]),
  );
}

function readGrid({ shape, data }: Fields, budget: { numbers: number }): Grid {
  if (!(data instanceof Float32Array || data instanceof Int32Array) || !isShape(shape)) {
    throw new TypeError('Wanted numbers with a shape, got something else.');
  }
  if (data.length !== sizeOf(shape)) {
    throw new TypeError(`The shape [${shape.join(', ')}] does not fit ${data.length} numbers.`);
  }
  budget.numbers -= data.length;
  if (budget.numbers < 0) throw new TypeError('The answer has too many numbers.');
  return { shape, data };
}

function isShape(value: unknown): value is readonly number[] {
  const isSize = (size: unknown): boolean => Number.isInteger(size) && Number(size) >= 0;
  return Array.isArray(value) && value.length <= 8 && value.every(isSize);
}

function parseThrown({ name, message, stack }: Fields, script: Script): Answer {
  const text = (value: unknown): string =>
    typeof value === 'string' ? value.slice(0, LIMITS.outputCharacters) : '';
  const place = placeOf(text(stack), script);
  return { kind: 'thrown', name: text(name), message: text(message), ...(place && { place }) };
}

import { createRandom, type Random } from '../../../src/model/random.ts';
import { readFile, writeFile } from '../../../src/reader/file.ts';
import { replay } from '../../../src/reader/replay.ts';
import { drawEvents, START } from './support.ts';

/** What came of reading damaged files. */
export interface FuzzReport {
  readonly files: number;
  /** How many were read, at least in part. */
  readonly read: number;
  /** How many entries were taken in. */
  readonly entries: number;
  /** Files that made the reading throw, with their seeds: none, or it is a defect. */
  readonly crashes: readonly string[];
  /** Files after which a built-in prototype was another. */
  readonly prototypes: readonly string[];
  /** Files of which something was taken in that is not in it, or that does not come back. */
  readonly unfaithful: readonly string[];
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  -0,
  -1,
  0.5,
  1e308,
  2 ** 53,
  '',
  '__proto__',
  'constructor',
  '\ud800',
  'x'.repeat(500),
  [],
  {},
  [[[[]]]],
  { toString: 1 },
  { length: 3 },
  { toJSON: 'x' },
];
const KEYS = ['__proto__', 'constructor', 'prototype', 'toJSON', 'id', 'kind', 'events', 'n', 'v'];
const TEXTS = [
  '"__proto__":{"polluted":1},',
  '1e999',
  '-0',
  'null',
  '{',
  ']',
  ',',
  '\u0000',
  '\\u',
];

/** Reads files that were damaged in a random way, each drawn by its own seed. */
export function fuzzImports(files: number, seed: number): FuzzReport {
  const crashes: string[] = [];
  const prototypes: string[] = [];
  const unfaithful: string[] = [];
  let read = 0;
  let entries = 0;
  for (let i = 0; i < files; i++) {
    const random = createRandom(seed + i);
    const text = damage(
      random,
      writeFile(drawEvents(random, 1 + Math.floor(12 * random.uniform())), START),
    );
    const name = `seed ${seed + i}`;
    const before = prototypeState();
    try {
      const content = readFile(text);
      if (content.ok) {
        read += 1;
        entries += content.events.length;
        replay(content.events);
        if (!isFaithful(text)) unfaithful.push(name);
      }
    } catch (error) {
      crashes.push(`${name}: ${String(error)}`);
    }
    if (prototypeState() !== before) prototypes.push(name);
  }
  return { files, read, entries, crashes, prototypes, unfaithful };
}

/** Whether all that is taken in stands in the file as it is, and comes back from a file of ours. */
export function isFaithful(text: string): boolean {
  const content = readFile(text);
  if (!content.ok) return true;
  const rows = new Set((JSON.parse(text) as { events: unknown[] }).events.map(canonical));
  const again = readFile(writeFile(content.events, START));
  return (
    content.events.every((event) => rows.has(canonical(event))) &&
    again.ok &&
    again.aside.length === 0 &&
    canonical(byId(again.events)) === canonical(byId(content.events))
  );
}

function byId(events: readonly { readonly id: string }[]): unknown[] {
  return events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** A value as text, whatever the order of its keys; what JSON would lose is seen. */
function canonical(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return typeof value + JSON.stringify(value);
  const keys = Object.keys(value).sort();
  const fields = keys.map((key) => {
    const field: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
    return `${JSON.stringify(key)}:${canonical(field)}`;
  });
  return `{${fields.join()}}`;
}

const BUILT_IN = [Object, Array, String, Number, Boolean, Function, Map, Set, Date, RegExp].map(
  ({ prototype }) => prototype as object,
);

function prototypeState(): string {
  return BUILT_IN.map((prototype) => Reflect.ownKeys(prototype).map(String).join()).join(';');
}

function damage(random: Random, text: string): string {
  const times = 1 + Math.floor(3 * random.uniform());
  let damaged = text;
  for (let i = 0; i < times; i++) {
    damaged = random.uniform() < 0.6 ? damageTree(random, damaged) : damageText(random, damaged);
  }
  return damaged;
}

function damageText(random: Random, text: string): string {
  const from = Math.floor(text.length * random.uniform());
  const to = from + Math.floor(20 * random.uniform());
  switch (Math.floor(5 * random.uniform())) {
    case 0:
      return text.slice(0, from);
    case 1:
      return text.slice(0, from) + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(from);
    case 3:
      return text.slice(0, from) + pick(random, TEXTS) + text.slice(to);
    default:
      return text.replace(/\{(?="v")/g, (all) =>
        random.uniform() < 0.2 ? all + (TEXTS[0] ?? '') : all,
      );
  }
}

/** Changes one thing somewhere in the JSON: a value, a key, or a list. */
function damageTree(random: Random, text: string): string {
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch {
    return text;
  }
  const holders = holdersIn(tree);
  if (holders.length === 0) return text;
  const holder = pick(random, holders);
  const keys = Object.keys(holder);
  const old = keys.length > 0 ? pick(random, keys) : 'x';
  const key = random.uniform() < 0.3 ? pick(random, KEYS) : old;
  const value = random.uniform() < 0.2 ? pick(random, holders) : pick(random, STRANGE);
  if (random.uniform() < 0.1) Reflect.deleteProperty(holder, old);
  else
    Object.defineProperty(holder, key, {
      value: structuredClone(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return writeTree(tree);
}

/** JSON that keeps -0. A value that cannot be written gives an empty text. */
function writeTree(tree: unknown): string {
  const text = JSON.stringify(tree, (_, value: unknown) => (Object.is(value, -0) ? '-0!' : value));
  return text.replaceAll('"-0!"', '-0');
}

function holdersIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(holdersIn)];
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random.uniform() * list.length)] as T;
}

import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, Outcome } from '../models/label-curve.ts';

/** A fine-tuning that is done, with what it took. */
export interface Timed extends Outcome {
  readonly ms: number;
  readonly machine: string;
}

/** Which of how many processes: `number` from 1. */
export interface Part {
  readonly number: number;
  readonly of: number;
}

/** `2/5` is the second of five. @throws Error if it is anything else */
export function parsePart(text: string): Part {
  const [number = NaN, of = NaN] = text.split('/').map(Number);
  const fits = Number.isInteger(number) && Number.isInteger(of) && number >= 1 && number <= of;
  if (!fits) throw new Error(`--part: wanted a part like 2/5, got ${text}.`);
  return { number, of };
}

/** Every `of`-th cell. */
export function cellsOf(cells: readonly Cell[], { number, of }: Part): Cell[] {
  return cells.filter((_, i) => i % of === number - 1);
}

/** Forgets what a part kept; who does all of them forgets what any part kept. */
export function forget(folder: string, part: Part): void {
  if (part.of > 1) rmSync(fileOf(folder, part), { force: true });
  else for (const path of keptIn(folder)) rmSync(path);
}

/**
 * Adds a line to what a part keeps: parts never write into one file. It begins a new one, whatever a
 * kill has left.
 */
export function keep(folder: string, part: Part, outcome: Timed): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(fileOf(folder, part), `\n${JSON.stringify(outcome)}`);
}

/** What all parts kept, in the order of `cells`; a cell that two have kept comes once. */
export function readOutcomes(folder: string, cells: readonly Cell[]): Timed[] {
  const kept = keptIn(folder).flatMap(readLines);
  const byCell = new Map(kept.map((outcome) => [keyOf(outcome), outcome]));
  return cells.flatMap((cell) => byCell.get(keyOf(cell)) ?? []);
}

/** The cells of which no part has kept anything. */
export function missing(cells: readonly Cell[], outcomes: readonly Timed[]): Cell[] {
  const done = new Set(outcomes.map(keyOf));
  return cells.filter((cell) => !done.has(keyOf(cell)));
}

const OURS = /^outcomes-\d+-of-\d+\.jsonl$/;

function keptIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => OURS.test(name)).map((name) => join(folder, name));
}

function fileOf(folder: string, { number, of }: Part): string {
  return join(folder, `outcomes-${number}-of-${of}.jsonl`);
}

/** A line that was cut off by a kill is no outcome. */
function readLines(path: string): Timed[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as Timed);
}

function keyOf({ labeling, labels, mode, seed }: Cell): string {
  return [labeling, labels, mode, seed].join();
}

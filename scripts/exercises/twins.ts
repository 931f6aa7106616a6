import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compare } from '../../src/notebook/judge/compare.ts';
import { drawCases, programOf, runCases } from '../../src/notebook/judge/judge.ts';
import type { Open } from '../../src/notebook/judge/session.ts';
import { isGrid, isList } from '../../src/notebook/judge/value.ts';
import type { Grid, Value } from '../../src/notebook/judge/value.ts';
import type { Folder } from './load.ts';
import { TWIN_SEED } from './seeds.ts';

/** How far the twin may be off. */
const CLOSE = 1e-5;

export interface TwinResult {
  readonly equal: number;
  readonly all: number;
  readonly complaints: readonly string[];
}

/** What `training/oracle/exercises.py` wrote: a twin's answers. */
interface Fixture {
  readonly source: string;
  /** The SHA-256 of `twin.py` and of the cases: so that a change of either is noticed. */
  readonly twin: string;
  readonly cases: string;
  readonly outputs: readonly Packed[];
}

/** A value as JSON: `{ shape, data }` is a grid. */
type Packed = unknown;

/** Writes the cases of an exercise for Python, into `folder`. */
export function writeCases(folder: Folder, target: string): void {
  mkdirSync(target, { recursive: true });
  const { entry, parameters } = folder.checks;
  const cases = packCases(folder);
  const text = JSON.stringify({ entry, parameters, hash: hash(JSON.stringify(cases)), cases });
  writeFileSync(`${target}/${folder.id}.json`, text);
}

/** Compares the solution with what the Python twin gave for the same cases. */
export async function checkTwin(folder: Folder, open: Open, root: string): Promise<TwinResult> {
  const cases = drawCases(folder, TWIN_SEED);
  const file = `${root}/tests/fixtures/exercises/${folder.id}.json`;
  const fail = (complaint: string) => ({
    equal: 0,
    all: cases.length,
    complaints: [`${complaint}: run npm run exercises:twins -- --only ${folder.id}`],
  });
  if (!existsSync(file)) return fail('the twin has not been run');
  const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture;
  if (fixture.twin !== hash(folder.twin)) return fail('twin.py changed since it was run');
  if (fixture.cases !== hash(JSON.stringify(packCases(folder)))) return fail('the cases changed');
  return compareAll(folder, fixture, open);
}

async function compareAll(folder: Folder, fixture: Fixture, open: Open): Promise<TwinResult> {
  const cases = drawCases(folder, TWIN_SEED);
  const session = await open([programOf(folder, folder.solution)]);
  const answers = await runCases(session, 0, cases);
  session.close();
  const complaints = answers.flatMap((answer, at) => {
    if (answer.kind !== 'value') return [`twin, case ${String(at + 1)}: the solution stopped`];
    const difference = compare(unpack(fixture.outputs[at]), answer.value, CLOSE);
    const told = difference && `${difference.kind}${difference.path}`;
    return told ? [`twin, case ${String(at + 1)}: it differs in ${told}`] : [];
  });
  return { equal: cases.length - complaints.length, all: cases.length, complaints };
}

function packCases(folder: Folder): readonly Packed[] {
  return drawCases(folder, TWIN_SEED).map(({ args }) => args.map(pack));
}

function pack(value: Value): Packed {
  if (value === undefined) return null;
  if (typeof value !== 'object') return value;
  if (isGrid(value)) {
    const dtype = value.data instanceof Int32Array ? 'int32' : 'float32';
    return { shape: value.shape, dtype, data: Array.from(value.data) };
  }
  if (isList(value)) return value.map(pack);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, pack(item)]));
}

function unpack(value: Packed): Value {
  if (typeof value !== 'object' || value === null) return value as Value;
  if (Array.isArray(value)) return value.map(unpack);
  const { shape, data } = value as { shape?: number[]; data?: number[] };
  if (shape && data) return { shape, data: Float32Array.from(data) } satisfies Grid;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unpack(item)]));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

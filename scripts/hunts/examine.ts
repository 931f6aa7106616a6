import { gather, seeSymptom } from '../../src/notebook/hunt/investigate.ts';
import type { Exhibit, Symptom } from '../../src/notebook/hunt/exhibit.ts';
import type { Stopped } from '../../src/notebook/hunt/investigate.ts';
import { lineOfBug } from '../../src/notebook/hunt/hunt.ts';
import { judge } from '../../src/notebook/judge/judge.ts';
import type { Report } from '../../src/notebook/judge/judge.ts';
import type { Open } from '../../src/notebook/judge/session.ts';
import { wrongCode } from '../../src/notebook/judge/wrong.ts';
import { describe } from '../exercises/print.ts';
import type { Folder } from './load.ts';

/** What some code of a hunt came to. */
export interface Found {
  readonly symptom: Symptom | Stopped;
  /** A piece for each name of the hunt's evidence, in order. */
  readonly pieces: readonly (Exhibit | Stopped)[];
}

/** What was found out about one hunt. */
export interface Finding {
  readonly id: string;
  /** What is not as it should be, a sentence each. */
  readonly complaints: readonly string[];
  readonly broken: Found | undefined;
  readonly fixed: Found | undefined;
  /** How many wrong repairs there are, the broken code among them. */
  readonly repairs: number;
}

const MOST_LINES = 30;

/** Judges all that is known of a hunt, and runs its evidence on the broken and on the fixed code. */
export async function examine(
  folder: Folder,
  open: Open,
  seeds: readonly number[],
): Promise<Finding> {
  const { id, wrong } = folder;
  const complaints = checkFolder(folder);
  const finding = { id, complaints, broken: undefined, fixed: undefined, repairs: wrong.length };
  // Nothing can be judged before the edits fit.
  if (complaints.length > 0) return finding;
  for (const seed of seeds) {
    const found = await judgeAll(folder, open, seed);
    complaints.push(...found.map((text) => `seed ${seed}: ${text}`));
  }
  return { ...finding, ...(await measure(folder, open, complaints)) };
}

function checkFolder({ stub, solution, wrong }: Folder): string[] {
  const lines = stub.trimEnd().split('\n').length;
  const ids = new Set(wrong.map(({ id }) => id));
  return [
    ...complaintOf(() => lineOfBug(stub, solution)),
    ...wrong.flatMap((each) => complaintOf(() => wrongCode(each, solution))),
    ...wrong
      .filter(({ says }) => !says.endsWith('.'))
      .map(({ id, says }) => `repair ${id}: wanted a sentence, got ${says}`),
    ...(lines > MOST_LINES ? [`wanted at most ${MOST_LINES} lines of code, got ${lines}`] : []),
    ...(wrong.length < 3 ? [`wanted 2 wrong repairs or more, got ${wrong.length - 1}`] : []),
    ...(ids.size < wrong.length ? ['two repairs have the same id'] : []),
  ];
}

async function judgeAll(folder: Folder, open: Open, seed: number): Promise<string[]> {
  const complaints: string[] = [];
  const fixed = await judge(folder, folder.solution, seed, open);
  if (!fixed.accepted) complaints.push(`the fixed code was rejected: ${describe(fixed)}`);
  for (const repair of folder.wrong) {
    const report = await judge(folder, wrongCode(repair, folder.solution), seed, open);
    complaints.push(...complaintsOfRepair(repair.id, report));
  }
  return complaints;
}

/** A repair that mends nothing has to fail, and to be told by its own name. */
function complaintsOfRepair(id: string, { accepted, equals }: Report): string[] {
  if (accepted) return [`repair ${id} was accepted`];
  const names = equals.map((each) => each.id).join(' and ');
  return names === id ? [] : [`repair ${id} was told to be ${names || 'nothing known'}`];
}

/** The evidence of both, which has to run, and the symptom, which has to go. */
async function measure(folder: Folder, open: Open, complaints: string[]) {
  const [broken, fixed] = [
    await investigate(folder, folder.stub, open),
    await investigate(folder, folder.solution, open),
  ];
  for (const [name, found] of Object.entries({ broken, fixed })) {
    complaints.push(...stopsIn(folder, found).map((text) => `the ${name} code: ${text}`));
  }
  if ('seen' in broken.symptom && !broken.symptom.seen) complaints.push('the symptom is not there');
  if ('seen' in fixed.symptom && fixed.symptom.seen) {
    complaints.push(`the symptom is still there when it is fixed: ${fixed.symptom.says}`);
  }
  if (JSON.stringify(broken.pieces, plain) === JSON.stringify(fixed.pieces, plain)) {
    complaints.push('no piece of evidence differs between the broken and the fixed code');
  }
  return { broken, fixed };
}

async function investigate(folder: Folder, code: string, open: Open): Promise<Found> {
  const pieces: (Exhibit | Stopped)[] = [];
  for (const name of folder.evidence) pieces.push(await gather(folder, code, name, open));
  return { symptom: await seeSymptom(folder, code, open), pieces };
}

function stopsIn({ evidence }: Folder, { symptom, pieces }: Found): string[] {
  const all = [
    ['symptom', symptom] as const,
    ...evidence.map((id, at) => [id, pieces[at]] as const),
  ];
  return all.flatMap(([id, piece]) =>
    piece && isStopped(piece) ? [`${id}: ${textOf(piece)}`] : [],
  );
}

function isStopped(piece: object): piece is Stopped {
  return 'answer' in piece;
}

function textOf({ answer }: Stopped): string {
  return answer.kind === 'thrown' ? answer.message : answer.verdict;
}

function complaintOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function plain(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
}

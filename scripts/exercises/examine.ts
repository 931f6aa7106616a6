import { drawCases, judgeSession, programOf, runOurs } from '../../src/notebook/judge/judge.ts';
import type { Ground, Report } from '../../src/notebook/judge/judge.ts';
import { isGrid, isList } from '../../src/notebook/judge/value.ts';
import type { Open } from '../../src/notebook/judge/session.ts';
import type { Value } from '../../src/notebook/judge/value.ts';
import { wrongCode } from '../../src/notebook/judge/wrong.ts';
import type { Folder } from './load.ts';
import { mutantsOf } from './mutate.ts';

/** What was found out about one exercise. Each list names what is not as it should be. */
export interface Finding {
  readonly id: string;
  readonly complaints: readonly string[];
  readonly solutions: Count;
  readonly stubs: Count;
  readonly wrongs: Count;
  readonly mutants: Count;
  /** The mutants that passed, without those that are known to compute the same. */
  readonly survivors: readonly string[];
}

export interface Count {
  readonly right: number;
  readonly all: number;
}

export interface Options {
  readonly seeds: readonly number[];
  /** Every how many mutants one is tried. */
  readonly every: number;
}

/** Judges all that is known of an exercise, and says where the judge is wrong. */
export async function examine(folder: Folder, open: Open, options: Options): Promise<Finding> {
  const complaints = checkFolder(folder);
  const [solutions, stubs, wrongs] = [tally(), tally(), tally()];
  let survivors: readonly string[] = [];
  let mutants: Count = tally();
  // Nothing can be judged before the edits fit.
  if (complaints.length > 0) {
    return { id: folder.id, complaints, solutions, stubs, wrongs, mutants, survivors };
  }
  for (const [round, seed] of options.seeds.entries()) {
    const ground = await makeGround(folder, seed, open);
    const judgeCode = (code: string) => judgeOne(folder, code, ground, open);
    complaints.push(...ground.ours.expected.flatMap((value, at) => notFinite(value, at)));

    const solution = await judgeCode(folder.solution);
    note(solutions, solution.accepted, `the solution was rejected: ${describe(solution)}`);
    const stub = await judgeCode(folder.stub);
    note(stubs, !stub.accepted, 'the stub was accepted');
    for (const wrong of folder.wrong) {
      const report = await judgeCode(wrongCode(wrong, folder.solution));
      const equals = report.equals.map(({ id }) => id).join(' and ');
      const own = !report.accepted && equals === wrong.id;
      const verdict = report.accepted
        ? 'was accepted'
        : `was told to be ${equals || 'nothing known'}`;
      note(wrongs, own, `wrong answer ${wrong.id} ${verdict}`);
    }
    if (round === 0) {
      const tried = mutantsOf(folder.solution).filter((_, at) => at % options.every === 0);
      const alive: string[] = [];
      for (const { name, code } of tried) if ((await judgeCode(code)).accepted) alive.push(name);
      const same = new Set(folder.equivalents.map(({ mutant }) => mutant));
      survivors = alive.filter((name) => !same.has(name));
      const all = tried.filter(({ name }) => !same.has(name)).length;
      mutants = { right: all - survivors.length, all };
      if (options.every === 1) {
        for (const name of same) {
          if (!alive.includes(name)) complaints.push(`no mutant that passes is called ${name}`);
        }
      }
    }
    ground.ours.close();

    function note(count: { right: number; all: number }, right: boolean, complaint: string): void {
      count.all += 1;
      if (right) count.right += 1;
      else complaints.push(`seed ${String(seed)}: ${complaint}`);
    }
  }
  return { id: folder.id, complaints, solutions, stubs, wrongs, mutants, survivors };
}

function tally(): { right: number; all: number } {
  return { right: 0, all: 0 };
}

async function makeGround(folder: Folder, seed: number, open: Open): Promise<Ground> {
  const cases = drawCases(folder, seed);
  return { cases, seed, ours: await runOurs(folder, cases, open) };
}

async function judgeOne(folder: Folder, code: string, ground: Ground, open: Open): Promise<Report> {
  const session = await open([programOf(folder, code)]);
  try {
    return await judgeSession(folder, session, 0, ground);
  } finally {
    session.close();
  }
}

function checkFolder({ wrong, solution }: Folder): string[] {
  const complaints: string[] = [];
  if (wrong.length < 6 || wrong.length > 12) {
    complaints.push(`wanted 6 to 12 wrong answers, got ${String(wrong.length)}`);
  }
  if (new Set(wrong.map(({ id }) => id)).size < wrong.length) {
    complaints.push('two wrong answers have the same id');
  }
  for (const each of wrong) {
    const { id, says } = each;
    if (!says.endsWith('.')) complaints.push(`wrong answer ${id}: wanted a sentence, got ${says}`);
    try {
      wrongCode(each, solution);
    } catch (error) {
      complaints.push(String(error));
    }
  }
  return complaints;
}

/** A number that is not finite could be met by a wrong answer that is not finite either. */
function notFinite(value: Value, at: number): string[] {
  const bad = numbersOf(value).some((number) => !Number.isFinite(number));
  return bad ? [`case ${String(at + 1)}: the expected value is not finite`] : [];
}

function numbersOf(value: Value): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object') return [];
  if (isGrid(value)) return Array.from(value.data);
  return (isList(value) ? value : Object.values(value)).flatMap(numbersOf);
}

/** A report in a line, for a writer. */
export function describe({ failure, broken }: Report): string {
  const problem = failure && JSON.stringify(failure.problem, shorten).slice(0, 400);
  const first = failure ? [`case "${failure.title}": ${String(problem)}`] : [];
  return [...first, ...broken.map(({ id, says }) => `${id}: ${says}`)].join('; ');
}

function shorten(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array).slice(0, 8) : value;
}

import {
  accepts,
  drawCases,
  judgeSession,
  programOf,
  runOurs,
} from '../../src/notebook/judge/judge.ts';
import type { Ground, Report } from '../../src/notebook/judge/judge.ts';
import type { Open, Session } from '../../src/notebook/judge/session.ts';
import { wrongCode } from '../../src/notebook/judge/wrong.ts';
import { checkExpected, checkFolder } from './folder.ts';
import { lazyAnswers } from './lazy.ts';
import type { Folder } from './load.ts';
import { mutantsOf } from './mutate.ts';
import { describe } from './print.ts';

/** What was found out about one exercise. */
export interface Finding {
  readonly id: string;
  /** What is not as it should be, a sentence each. */
  readonly complaints: readonly string[];
  readonly solutions: Count;
  readonly stubs: Count;
  readonly wrongs: Count;
  readonly lazy: Count;
  readonly mutants: Count;
  /** How many mutants are known to compute the same: they are not counted. */
  readonly same: number;
  /** The mutants that passed, without those that are known to compute the same. */
  readonly survivors: readonly string[];
}

/** How many of all were treated as they should be. */
export interface Count {
  right: number;
  all: number;
}

export interface Options {
  readonly seeds: readonly number[];
  /** Every how many mutants one is tried. */
  readonly every: number;
}

/** Judges all that is known of an exercise, and says where the judge is wrong. */
export async function examine(folder: Folder, open: Open, options: Options): Promise<Finding> {
  const complaints = checkFolder(folder);
  const counts = { solutions: none(), stubs: none(), wrongs: none(), lazy: none() };
  const finding = { id: folder.id, complaints, ...counts, mutants: none(), same: 0, survivors: [] };
  // Nothing can be judged before the edits fit.
  if (complaints.length > 0) return finding;
  for (const seed of options.seeds) {
    const bench = await Bench.set(folder, seed, open);
    complaints.push(...(await examineOnce(bench, counts)).map((text) => `seed ${seed}: ${text}`));
    bench.clear();
  }
  return { ...finding, ...(await tryMutants(folder, open, options, complaints)) };
}

/** An exercise with its cases drawn and its expected values computed. */
class Bench {
  readonly folder: Folder;
  readonly ground: Ground;
  readonly #open: Open;

  private constructor(folder: Folder, ground: Ground, open: Open) {
    this.folder = folder;
    this.ground = ground;
    this.#open = open;
  }

  static async set(folder: Folder, seed: number, open: Open): Promise<Bench> {
    const cases = drawCases(folder, seed);
    return new Bench(folder, { cases, seed, ours: await runOurs(folder, cases, open) }, open);
  }

  judge(code: string): Promise<Report> {
    return this.#with(code, (session) => judgeSession(this.folder, session, 0, this.ground));
  }

  accepts(code: string): Promise<boolean> {
    return this.#with(code, (session) => accepts(this.folder, session, this.ground));
  }

  clear(): void {
    this.ground.ours.close();
  }

  async #with<T>(code: string, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.#open([programOf(this.folder, code)]);
    try {
      return await work(session);
    } finally {
      session.close();
    }
  }
}

type Counts = Pick<Finding, 'solutions' | 'stubs' | 'wrongs' | 'lazy'>;

/** Judges everything once. Returns what is not as it should be. */
async function examineOnce(bench: Bench, counts: Counts): Promise<readonly string[]> {
  const { folder, ground } = bench;
  const complaints = checkExpected(ground.ours.expected);
  const note = (count: Count, right: boolean, complaint: string): void => {
    count.all += 1;
    if (right) count.right += 1;
    else complaints.push(complaint);
  };
  const solution = await bench.judge(folder.solution);
  note(counts.solutions, solution.accepted, `the solution was rejected: ${describe(solution)}`);
  note(counts.stubs, !(await bench.accepts(folder.stub)), 'the stub was accepted');
  for (const wrong of folder.wrong) {
    const report = await bench.judge(wrongCode(wrong, folder.solution));
    const equals = report.equals.map(({ id }) => id).join(' and ');
    const verdict = report.accepted
      ? 'was accepted'
      : `was told to be ${equals || 'nothing known'}`;
    const killed = !report.accepted && equals === wrong.id;
    note(counts.wrongs, killed, `wrong answer ${wrong.id} ${verdict}`);
  }
  for (const { id, code } of lazyAnswers(folder.checks)) {
    note(counts.lazy, !(await bench.accepts(code)), `the lazy answer ${id} was accepted`);
  }
  return complaints;
}

/** Tries the mutants on the cases of the first seed. */
async function tryMutants(
  folder: Folder,
  open: Open,
  { seeds, every }: Options,
  complaints: string[],
): Promise<Pick<Finding, 'mutants' | 'same' | 'survivors'>> {
  const bench = await Bench.set(folder, seeds[0] ?? 1, open);
  const tried = mutantsOf(folder.solution).filter((_, at) => at % every === 0);
  const alive: string[] = [];
  for (const { name, code } of tried) if (await bench.accepts(code)) alive.push(name);
  bench.clear();
  const same = folder.equivalents.map(({ mutant }) => mutant);
  // A list that is out of date hides nothing, and would one day hide something.
  const stale = every === 1 ? same.filter((name) => !alive.includes(name)) : [];
  complaints.push(...stale.map((name) => `no mutant that passes is called ${name}`));
  const survivors = alive.filter((name) => !same.includes(name));
  const all = tried.filter(({ name }) => !same.includes(name)).length;
  const mutants = { right: all - survivors.length, all };
  return { mutants, same: tried.length - all, survivors };
}

function none(): Count {
  return { right: 0, all: 0 };
}

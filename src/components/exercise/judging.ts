/** What the page loads at the first check: the judge, the files of the exercise, the sandbox. */
import { loadOpen } from '../../notebook/exercise/load.ts';
import type { Output } from '../../notebook/exercise/session.ts';
import type { Exercise } from '../../notebook/judge/exercise.ts';
import { judge, type Report } from '../../notebook/judge/judge.ts';
import type { Open, Session } from '../../notebook/judge/session.ts';
import { loadExercise } from './files.ts';

export { CodeProblem } from '../../notebook/typescript/problem.ts';

/** A check that goes on. */
export interface Judging {
  /** Rejected with a `CodeProblem` where the code cannot be run. */
  readonly report: Promise<Report>;
  /** The names of the arguments, for the report. */
  readonly parameters: readonly string[];
  readonly stop: () => void;
}

/** Fetches what a check of an exercise needs. */
export async function prepare(id: string): Promise<void> {
  await Promise.all([loadExercise(id), loadOpen()]);
}

/** Starts to judge code by the cases of a seed. */
export function startJudging(
  id: string,
  code: string,
  seed: number,
  output: (output: Output) => void,
): Promise<Judging> {
  return judgeBy(loadExercise(id), code, seed, output);
}

/** Starts to judge code by what is being loaded. */
export async function judgeBy(
  loading: Promise<Exercise>,
  code: string,
  seed: number,
  output: (output: Output) => void,
): Promise<Judging> {
  const [exercise, open, openOurs] = await Promise.all([loading, loadOpen({ output }), loadOpen()]);
  const sessions = new Sessions();
  const report = judge(exercise, code, seed, sessions.keep(open), sessions.keep(openOurs));
  return { report, parameters: exercise.checks.parameters, stop: () => sessions.close() };
}

/** All sessions of one check, so that one press ends them. */
class Sessions {
  readonly #open: Session[] = [];
  #closed = false;

  keep(open: Open): Open {
    return async (programs) => {
      const session = await open(programs);
      if (this.#closed) session.close();
      this.#open.push(session);
      return session;
    };
  }

  close(): void {
    this.#closed = true;
    for (const session of this.#open) session.close();
  }
}

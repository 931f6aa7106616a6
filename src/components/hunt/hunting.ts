/** What the page loads when the hunt begins: the files of the hunt, the sandbox, the judge. */
import { loadOpen } from '../../notebook/exercise/load.ts';
import type { Output } from '../../notebook/exercise/session.ts';
import { investigate, type Found } from '../../notebook/hunt/investigate.ts';
import { judgeBy, type Judging } from '../exercise/judging.ts';
import type { Judge } from '../exercise/session.svelte.ts';
import { CodeProblem } from '../../notebook/typescript/problem.ts';
import { loadHunt } from './files.ts';

/** Runs code of a hunt in the sandbox and measures it. */
export async function measure(
  id: string,
  evidence: readonly string[],
  code: string,
  names: readonly string[],
): Promise<Found> {
  const [hunt, open] = await Promise.all([loadHunt(id, evidence), loadOpen()]);
  return investigate(hunt, code, names, open);
}

/** The judge of repairs. */
export function judgeOf(evidence: readonly string[]): Judge {
  return {
    prepare: async (id) => {
      await Promise.all([loadHunt(id, evidence), loadOpen()]);
    },
    startJudging: (
      id: string,
      code: string,
      seed: number,
      output: (output: Output) => void,
    ): Promise<Judging> => judgeBy(loadHunt(id, evidence), code, seed, output),
    CodeProblem,
  };
}

/** What the page loads when the hunt begins: the files of the hunt, the sandbox, the judge. */
import { loadOpen } from '../../notebook/exercise/load.ts';
import type { Output } from '../../notebook/exercise/session.ts';
import type { Exhibit, Symptom } from '../../notebook/hunt/exhibit.ts';
import { gather, seeSymptom, type Stopped } from '../../notebook/hunt/investigate.ts';
import { judgeBy, type Judging } from '../exercise/judging.ts';
import type { Judge } from '../exercise/session.svelte.ts';
import { CodeProblem } from '../../notebook/typescript/problem.ts';
import { loadHunt } from './files.ts';

/** Runs code of a hunt in the sandbox and measures its symptom. */
export async function measureSymptom(
  id: string,
  evidence: readonly string[],
  code: string,
): Promise<Symptom | Stopped> {
  const [hunt, open] = await Promise.all([loadHunt(id, evidence), loadOpen()]);
  return seeSymptom(hunt, code, open);
}

/** Runs code of a hunt in the sandbox and brings a piece of evidence. */
export async function gatherPiece(
  id: string,
  evidence: readonly string[],
  code: string,
  name: string,
): Promise<Exhibit | Stopped> {
  const [hunt, open] = await Promise.all([loadHunt(id, evidence), loadOpen()]);
  return gather(hunt, code, name, open);
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

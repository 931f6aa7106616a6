import type { Answer, Open } from '../judge/session.ts';
import type { Value } from '../judge/value.ts';
import { readExhibit, readSymptom } from './exhibit.ts';
import type { Exhibit, Symptom } from './exhibit.ts';
import type { Hunt } from './hunt.ts';

/** The code stopped before there was anything to show. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly answer: Exclude<Answer, { kind: 'value' }>;
}

/**
 * Runs code of a hunt and measures its symptom.
 *
 * @param code the broken code, ours or the reader's
 * @throws CodeProblem if the code cannot be run.
 */
export function seeSymptom(hunt: Hunt, code: string, open: Open): Promise<Symptom | Stopped> {
  return runPiece(hunt, code, 'symptom', readSymptom, open);
}

/** Runs code of a hunt and brings one piece of evidence. Throws as {@link seeSymptom}. */
export function gather(
  hunt: Hunt,
  code: string,
  name: string,
  open: Open,
): Promise<Exhibit | Stopped> {
  return runPiece(hunt, code, name, readExhibit, open);
}

/** Each piece in a session of its own, so that each has the time of a run. */
async function runPiece<Read>(
  hunt: Hunt,
  code: string,
  name: string,
  read: (value: Value) => Read,
  open: Open,
): Promise<Read | Stopped> {
  const session = await open([{ code, entry: hunt.checks.entry, call: callOf(hunt) }]);
  try {
    const answer = await session.call(0, [name]);
    return answer.kind === 'value' ? read(answer.value) : { kind: 'stopped', answer };
  } finally {
    session.close();
  }
}

/** Behind the code, in a scope of its own: a function that calls the pieces by their names. */
function callOf({ evidence, evidenceCode }: Hunt): string {
  const names = ['symptom', ...evidence].join(', ');
  const end = `return (name) => ({ ${names} })[name]();`;
  return `const call = (() => {\n${evidenceCode}\n${end}\n})();`;
}

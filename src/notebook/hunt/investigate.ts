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

/** What some evidence came to: the symptom, and a piece for each name in order. */
export interface Found {
  readonly symptom: Symptom | Stopped;
  readonly pieces: readonly (Exhibit | Stopped)[];
}

/**
 * Runs code of a hunt and measures it, in a session of its own.
 *
 * @param code the broken code, ours or the reader's
 * @param names of evidence
 * @throws CodeProblem if the code cannot be run.
 */
export async function investigate(
  hunt: Hunt,
  code: string,
  names: readonly string[],
  open: Open,
): Promise<Found> {
  const session = await open([{ code, entry: hunt.checks.entry, call: callOf(hunt) }]);
  try {
    const symptom = await session.call(0, ['symptom']);
    const pieces: (Exhibit | Stopped)[] = [];
    for (const name of names) pieces.push(settle(await session.call(0, [name]), readExhibit));
    return { symptom: settle(symptom, readSymptom), pieces };
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

function settle<Read>(answer: Answer, read: (value: Value) => Read): Read | Stopped {
  return answer.kind === 'value' ? read(answer.value) : { kind: 'stopped', answer };
}

import type { Random } from '../../model/random.ts';
import type { Args, Value } from './value.ts';

/** One set of arguments. Drawn anew for each judging; the seed is shown. */
export interface Case {
  /** What is special about it, as in `B = 2, T = 3, S = 5, with a mask`. */
  readonly title: string;
  readonly draw: (random: Random) => Args;
}

/** Calls the reader's function. Throws what it threw. */
export type Call = (...args: Args) => Promise<Value>;

/** Something that is true of every right answer, told from its numbers alone. */
export interface Property {
  readonly id: string;
  /** What it asks, in a sentence that ends with a question mark. */
  readonly asks: string;
  /** What was seen to break it, in a sentence; nothing if it holds. */
  readonly check: (call: Call, random: Random) => Promise<string | undefined>;
}

/** How an exercise is judged: `checks.ts` of its folder. */
export interface Checks {
  /** The name of the function or class that the reader writes. */
  readonly entry: string;
  /** The names of its arguments, in order: for reports and for the Python twin. */
  readonly parameters: readonly string[];
  /** The names of the course's library that the reader may use, as `model`. None if left out. */
  readonly given?: readonly string[];
  /** The names of `tf` that would be the answer themselves: the reader's code finds them closed. */
  readonly without?: readonly string[];
  readonly cases: readonly Case[];
  readonly properties: readonly Property[];
  /** How far a number may be off, relative to its size where that is above 1. */
  readonly tolerance?: number;
  /** An answer that takes this many times as long as ours is told so. */
  readonly slow?: number;
}

/** A wrong answer that people give: our solution with pieces replaced, or code of its own. */
export interface Wrong {
  readonly id: string;
  /** What went wrong, said to the reader: "Your numbers are those of …". */
  readonly says: string;
  /** Pieces of the solution and what stands in their place. Each must occur exactly once. */
  readonly edits?: readonly (readonly [find: string, put: string])[];
  readonly code?: string;
}

/** A mutant that no test can kill, because it computes the same. */
export interface Equivalent {
  /** The mutant as `npm run exercises:check` prints it. */
  readonly mutant: string;
  readonly why: string;
}

/** All that judging needs: the files of one folder. */
export interface Exercise {
  readonly id: string;
  readonly checks: Checks;
  readonly wrong: readonly Wrong[];
  readonly stub: string;
  readonly solution: string;
  /** The expected values, with the whole library as `model`. */
  readonly reference: string;
  readonly call?: string | undefined;
}

/** Names what is wrong with how the checks of an exercise are written; throws. For writers. */
export function defineChecks(checks: Checks): Checks {
  const complain = (wanted: string, got: string): never => {
    throw new Error(`checks of ${checks.entry}: wanted ${wanted}, got ${got}`);
  };
  if (checks.cases.length < 4) complain('4 cases or more', String(checks.cases.length));
  const titles = new Set(checks.cases.map(({ title }) => title));
  if (titles.size < checks.cases.length) complain('a title of its own for each case', 'two alike');
  if (checks.properties.length === 0) complain('a property', 'none');
  for (const { asks } of checks.properties) {
    if (!asks.endsWith('?')) complain('a question in `asks`', asks);
  }
  return checks;
}

export const TOLERANCE = 1e-4;
export const SLOW = 10;

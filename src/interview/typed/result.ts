/** Why something that a reader typed could not be read. Each has a sentence in `src/strings`. */
export type ReadProblem =
  | 'empty'
  | 'comma'
  | 'two-numbers'
  | 'symbol'
  | 'unit'
  | 'bracket'
  | 'unfinished'
  | 'not-finite'
  | 'shape';

/** What reading came to: a value, or what stands in the way and where. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: ReadProblem; readonly at: string };

/** Thrown while reading, and caught by the reader's entry: it never leaves this folder. */
export class Unreadable extends Error {
  readonly problem: ReadProblem;
  readonly at: string;

  constructor(problem: ReadProblem, at: string) {
    super(`${problem}: ${at}`);
    this.problem = problem;
    this.at = at;
  }
}

/** Runs a reader and turns what it throws into a result. */
export function attempt<Value>(read: () => Value): Read<Value> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem, at: error.at };
    throw error;
  }
}

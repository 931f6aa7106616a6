import type { Verdict } from '../sandbox/watchdog.ts';
import type { Place } from '../protocol.ts';
import type { Args, Value } from './value.ts';

/** Code that defines the function in question, and what it may use. */
export interface Program {
  /** TypeScript, as the reader types it. */
  readonly code: string;
  /** The name of the function or class that `code` defines. */
  readonly entry: string;
  /** Code behind the reader's, whose function `call` is called in the place of `entry`. */
  readonly call?: string | undefined;
  /** The names of the course's library that `code` finds in `model`; all of them if left out. */
  readonly given?: readonly string[] | undefined;
  /** The names of `tf` that `code` may not call. */
  readonly without?: readonly string[] | undefined;
}

/** What came of one call. */
export type Answer =
  | { readonly kind: 'value'; readonly value: Value; readonly milliseconds: number }
  | {
      readonly kind: 'thrown';
      readonly name: string;
      readonly message: string;
      /** Where in the reader's code, if it is known. */
      readonly place?: Place | undefined;
    }
  /** The run was ended from outside: nothing more will be answered. */
  | { readonly kind: 'ended'; readonly verdict: Verdict };

/** Programs that run, apart from the page: each is called by its number. */
export interface Session {
  readonly call: (program: number, args: Args) => Promise<Answer>;
  readonly close: () => void;
}

/** Starts programs. In the page that is a sandbox; in Node, the process itself. */
export type Open = (programs: readonly Program[]) => Promise<Session>;

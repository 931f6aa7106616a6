import type { Place } from '../protocol.ts';

/** What is wrong with code, as a key of the strings file. */
export type ProblemKind =
  /** `got` is the parser's own message. */
  | 'syntax'
  /** The code is nested so deep that it cannot be read. */
  | 'too-deep'
  | 'too-long'
  /** A TypeScript feature that is more than a type. */
  | 'enum'
  | 'namespace'
  | 'decorator'
  | 'parameter-property'
  | 'accessor'
  | 'angle-assertion'
  | 'import'
  | 'export'
  /** A type whose removal leaves no valid JavaScript, because it spans lines. */
  | 'split-type';

/** Code that cannot be run, and where. */
export class CodeProblem extends Error {
  override readonly name = 'CodeProblem';
  readonly kind: ProblemKind;
  readonly place: Place;
  /** The piece of code, or the parser's message. */
  readonly got: string;

  constructor(kind: ProblemKind, code: string, position: number, got: string) {
    const place = placeAt(code, position);
    super(`${kind} at ${String(place.line)}:${String(place.column)}: ${got}`);
    this.kind = kind;
    this.place = place;
    this.got = got;
  }
}

/** The line and column of a position in code, both from 1. */
export function placeAt(code: string, position: number): Place {
  const before = code.slice(0, position).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Where a reader is in a hunt, as plain data: nothing here knows the page. */
export interface HuntState {
  /** The evidence that was asked for, in that order. */
  readonly asked: readonly string[];
  /** The causes that were named, by their numbers; the right one is the last. */
  readonly causes: readonly number[];
  /** The lines that were marked, from 1; the right one is the last. */
  readonly lines: readonly number[];
  /** The code that mended it. */
  readonly repair: string | undefined;
  /** Whether the solution was opened before the end. */
  readonly looked: boolean;
}

/** What a hunt's answers are. */
export interface Facts {
  readonly cause: number;
  readonly line: number;
}

export type Stage = 'cause' | 'line' | 'repair' | 'done';

export const FRESH: HuntState = {
  asked: [],
  causes: [],
  lines: [],
  repair: undefined,
  looked: false,
};

/** What the reader is to do next. */
export function stageOf({ causes, lines, repair }: HuntState, facts: Facts): Stage {
  if (causes.at(-1) !== facts.cause) return 'cause';
  if (lines.at(-1) !== facts.line) return 'line';
  return repair === undefined ? 'repair' : 'done';
}

/** Whether the bug was missed: a wrong cause, a wrong line, or a look at the solution. */
export function isMissed({ causes, lines, looked }: HuntState, { cause, line }: Facts): boolean {
  return looked || causes.some((each) => each !== cause) || lines.some((each) => each !== line);
}

/** Evidence counts once, however often it is looked at. */
export function ask(state: HuntState, id: string): HuntState {
  return state.asked.includes(id) ? state : { ...state, asked: [...state.asked, id] };
}

export function nameCause(state: HuntState, cause: number): HuntState {
  return { ...state, causes: [...state.causes, cause] };
}

export function markLine(state: HuntState, line: number): HuntState {
  return { ...state, lines: [...state.lines, line] };
}

/** The first repair that works stays. */
export function mend(state: HuntState, code: string): HuntState {
  return state.repair === undefined ? { ...state, repair: code } : state;
}

/** A look at the solution of a hunt that is done changes nothing. */
export function look(state: HuntState): HuntState {
  return state.repair === undefined ? { ...state, looked: true } : state;
}

/** What a step is told to the log as: found or missed, once a hunt; nothing else. */
export function foundBy(before: HuntState, after: HuntState, facts: Facts): boolean | undefined {
  if (isMissed(before, facts)) return undefined;
  if (isMissed(after, facts)) return false;
  return before.repair === undefined && after.repair !== undefined ? true : undefined;
}

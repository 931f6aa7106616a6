import type { Plan, Turn } from './turn.ts';

/**
 * What happens in a session, each with its time in milliseconds by a clock that is given in. The
 * list is all there is to keep: everything else is computed from it.
 */
export type Move =
  | {
      readonly kind: 'begun' | 'paused' | 'resumed' | 'skipped' | 'next' | 'ended';
      readonly at: number;
    }
  /** An answer in own words was finished, and is compared with a model answer. */
  | { readonly kind: 'shown'; readonly at: number; readonly said: string }
  | ({ readonly kind: 'answered'; readonly at: number } & Given)
  /** The page was closed or frozen: from when it was last seen to when it came back. */
  | { readonly kind: 'away'; readonly at: number; readonly until: number };

/** An answer, graded. */
export interface Given {
  /** How much was right, from 0 to 1. */
  readonly right: number;
  /** What the reader typed or said. */
  readonly said: string;
  /** A step of a chain: the number that was read, and what was chosen. */
  readonly given?: number | undefined;
  readonly chosen?: number | undefined;
}

/** A session: what was drawn, and what has happened. */
export interface Session {
  readonly plan: Plan;
  readonly turns: readonly Turn[];
  readonly moves: readonly Move[];
}

/** A turn that is over. */
export interface Done extends Given {
  readonly skipped: boolean;
  /** How long the reader took for the answer, in milliseconds. Comparing it does not count. */
  readonly spent: number;
}

/** Where a session stands. All times are in milliseconds. */
export interface Standing {
  /** `asked`: the clock runs. `compared`: the answer is being looked at, and the clock stands. */
  readonly phase: 'asked' | 'compared' | 'over';
  readonly paused: boolean;
  /** Position of the turn that is on. */
  readonly turn: number;
  readonly done: readonly Done[];
  /** The answer of this turn, once it is given: not yet graded while it has no `right`. */
  readonly answer: (Partial<Given> & { readonly said: string }) | undefined;
  /** On answers in all, and on that of this turn. */
  readonly spent: number;
  readonly spentHere: number;
  /** On comparing answers. */
  readonly compared: number;
  /** How long the clock was paused, the time away included. */
  readonly stood: number;
  readonly pauses: number;
  /** How long the page was away. */
  readonly away: number;
  /** Until when all this is counted. */
  readonly at: number;
}

const START: Standing = {
  phase: 'asked',
  paused: false,
  turn: 0,
  done: [],
  answer: undefined,
  spent: 0,
  spentHere: 0,
  compared: 0,
  stood: 0,
  pauses: 0,
  away: 0,
  at: 0,
};

/** Where a session stands at a moment. A clock that goes back counts nothing. */
export function standAt({ plan, turns, moves }: Session, now: number): Standing {
  const rules = { last: turns.length - 1, limit: 60_000 * plan.minutes };
  const standing = moves.reduce((before, move) => takeMove(before, move, rules), START);
  return pass(standing, now);
}

interface Rules {
  readonly last: number;
  /** When no new question is asked, in milliseconds. */
  readonly limit: number;
}

function takeMove(before: Standing, move: Move, rules: Rules): Standing {
  if (move.kind === 'begun') return { ...before, at: move.at };
  const now = pass(before, move.at);
  if (now.phase === 'over') return now;
  switch (move.kind) {
    case 'paused':
      return now.paused ? now : { ...now, paused: true, pauses: now.pauses + 1 };
    case 'resumed':
      return { ...now, paused: false };
    case 'away':
      return beAway(now, move.until);
    case 'shown':
      return isOpen(now) ? { ...now, phase: 'compared', answer: { said: move.said } } : now;
    case 'answered': {
      const { kind: _kind, at: _at, ...answer } = move;
      return isGraded(now) || now.paused ? now : { ...now, phase: 'compared', answer };
    }
    case 'skipped':
      return goOn(leave(now), rules);
    case 'next':
      return isGraded(now) ? goOn(leave(now), rules) : now;
    case 'ended':
      return { ...leave(now), phase: 'over' };
  }
}

function isOpen({ phase, paused }: Standing): boolean {
  return phase === 'asked' && !paused;
}

function isGraded({ answer }: Standing): boolean {
  return answer?.right !== undefined;
}

/** Lets time pass, on whatever it is spent. */
function pass(standing: Standing, now: number): Standing {
  const { at, phase, paused } = standing;
  const passed = Math.max(0, now - at);
  const then = { ...standing, at: now };
  if (phase === 'over') return then;
  if (paused) return { ...then, stood: standing.stood + passed };
  if (phase === 'compared') return { ...then, compared: standing.compared + passed };
  return {
    ...then,
    spent: standing.spent + passed,
    spentHere: standing.spentHere + passed,
  };
}

/** The time away is a pause of its own, whatever was on. */
function beAway(standing: Standing, until: number): Standing {
  const passed = Math.max(0, until - standing.at);
  return {
    ...standing,
    at: until,
    stood: standing.stood + passed,
    away: standing.away + passed,
    pauses: standing.pauses + (standing.paused ? 0 : 1),
  };
}

/** Closes the turn. One without a grade counts as skipped. */
function leave(standing: Standing): Standing {
  const { answer, spentHere: spent, done } = standing;
  const closed: Done =
    answer?.right === undefined
      ? { right: 0, said: answer?.said ?? '', skipped: true, spent }
      : { ...answer, right: answer.right, skipped: false, spent };
  return { ...standing, done: [...done, closed], answer: undefined, spentHere: 0, paused: false };
}

function goOn(standing: Standing, { last, limit }: Rules): Standing {
  const isOver = standing.turn === last || standing.spent >= limit;
  return isOver
    ? { ...standing, phase: 'over' }
    : { ...standing, phase: 'asked', turn: standing.turn + 1 };
}

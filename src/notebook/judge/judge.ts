import { createRandom, hashSeed } from '../../model/random.ts';
import { compare } from './compare.ts';
import type { Difference } from './compare.ts';
import { SLOW, TOLERANCE } from './exercise.ts';
import type { Call, Exercise, Property } from './exercise.ts';
import type { Answer, Open, Program, Session } from './session.ts';
import type { Args, Value } from './value.ts';
import { wrongCode } from './wrong.ts';

/** The first case that failed. */
export interface Failure {
  /** The title of the case, and its number of all, from 1. */
  readonly title: string;
  readonly number: number;
  readonly args: Args;
  readonly problem: Difference | Exclude<Answer, { kind: 'value' }>;
}

/** A property that broke, and what was seen. */
export interface Broken {
  readonly id: string;
  readonly asks: string;
  readonly says: string;
}

/** What the judge says. Everything in it comes from calls of the reader's code. */
export interface Report {
  readonly accepted: boolean;
  readonly seed: number;
  readonly cases: number;
  readonly passed: number;
  /** How many properties were checked. */
  readonly properties: number;
  readonly failure: Failure | undefined;
  readonly broken: readonly Broken[];
  /** The known wrong answers that give these very numbers; more than one is the writer's mistake. */
  readonly equals: readonly { readonly id: string; readonly says: string }[];
  /** How many times as long as ours the code took, if that is too long. */
  readonly slow: number | undefined;
}

/** One case with its arguments. */
export interface DrawnCase {
  readonly title: string;
  readonly args: Args;
}

/** The cases of a seed. Each has a stream of its own: a new case does not change the others. */
export function drawCases({ checks }: Exercise, seed: number): readonly DrawnCase[] {
  return checks.cases.map(({ title, draw }) => ({
    title,
    args: draw(createRandom(hashSeed(seed, title))),
  }));
}

/** What the judge itself runs: expected values, our solution, the wrong answers. */
export interface Ours {
  readonly expected: readonly Value[];
  /** What our solution took, in all. */
  readonly milliseconds: number;
  /** What each wrong answer gives, computed when it is wanted. */
  readonly wrong: (number: number) => Promise<readonly Answer[]>;
  readonly close: () => void;
}

/** Runs our own programs on the cases, in a session of their own that no reader's code shares. */
export async function runOurs(
  exercise: Exercise,
  cases: readonly DrawnCase[],
  open: Open,
): Promise<Ours> {
  const { reference, solution, wrong } = exercise;
  // The reference sees the whole library, so no reader's code ever shares its session.
  const session = await open([
    { code: reference, entry: exercise.checks.entry },
    programOf(exercise, solution),
    ...wrong.map((each) => programOf(exercise, wrongCode(each, solution))),
  ]);
  const expected = await runCases(session, 0, cases);
  const cold = await runCases(session, 1, cases);
  const warm = await runCases(session, 1, cases);
  const known: Promise<readonly Answer[]>[] = [];
  return {
    expected: expected.map(valueOf),
    milliseconds: Math.min(timeOf(cold), timeOf(warm)),
    wrong: (number) => (known[number] ??= runCases(session, 2 + number, cases)),
    close: () => session.close(),
  };
}

/**
 * Judges code by value. The arguments are drawn here, the session gives back plain numbers, and
 * they are compared here: the expected ones never are where the reader's code runs.
 */
export async function judge(
  exercise: Exercise,
  code: string,
  seed: number,
  open: Open,
  openOurs: Open = open,
): Promise<Report> {
  const cases = drawCases(exercise, seed);
  // First, because code that cannot be read ends it here.
  const session = await open([programOf(exercise, code)]);
  try {
    const ours = await runOurs(exercise, cases, openOurs);
    try {
      return await judgeSession(exercise, session, 0, { cases, ours, seed });
    } finally {
      ours.close();
    }
  } finally {
    session.close();
  }
}

/** What all answers to one exercise are judged against. */
export interface Ground {
  readonly cases: readonly DrawnCase[];
  readonly ours: Ours;
  readonly seed: number;
}

/** Judges one program of a session that is open. */
export async function judgeSession(
  exercise: Exercise,
  session: Session,
  program: number,
  { cases, ours, seed }: Ground,
): Promise<Report> {
  const { tolerance = TOLERANCE, slow = SLOW, properties } = exercise.checks;
  const answers = await runCases(session, program, cases);
  const problems = answers.map((answer, at) => problemOf(answer, ours.expected[at], tolerance));
  const at = problems.findIndex((problem) => problem !== undefined);
  const [one, problem] = [cases[at], problems[at]];
  const failure = one && problem && { ...one, number: at + 1, problem };
  const call = callOf(session, program);
  const broken = answers.some(({ kind }) => kind === 'ended')
    ? []
    : await checkProperties(properties, call, seed, failure !== undefined);
  const accepted = failure === undefined && broken.length === 0;
  const again = () => runCases(session, program, cases);
  return {
    accepted,
    seed,
    cases: cases.length,
    passed: problems.filter((each) => each === undefined).length,
    properties: properties.length,
    failure,
    broken,
    equals: accepted ? [] : await findEqual(exercise, answers, ours, tolerance),
    slow: accepted ? await howSlow([answers, again], ours.milliseconds, slow) : undefined,
  };
}

/** Whether a program would be accepted, and no more: it stops at the first thing that is wrong. */
export async function accepts(
  exercise: Exercise,
  session: Session,
  { cases, ours, seed }: Ground,
): Promise<boolean> {
  const { tolerance = TOLERANCE, properties } = exercise.checks;
  for (const [at, { args }] of cases.entries()) {
    const answer = await session.call(0, args);
    if (problemOf(answer, ours.expected[at], tolerance)) return false;
  }
  return (await checkProperties(properties, callOf(session, 0), seed, false)).length === 0;
}

/** The program of some code for an exercise: same entry, same way to call it. */
export function programOf({ checks, call }: Exercise, code: string): Program {
  const { entry, given = [], without } = checks;
  return { code, entry, call, given, without };
}

/** Calls a program once a case. After the end of a session, every answer is that end. */
export async function runCases(
  session: Session,
  program: number,
  cases: readonly DrawnCase[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const { args } of cases) {
    const last = answers.at(-1);
    answers.push(last?.kind === 'ended' ? last : await session.call(program, args));
  }
  return answers;
}

function problemOf(
  answer: Answer,
  wanted: Value,
  tolerance: number,
): Failure['problem'] | undefined {
  return answer.kind === 'value' ? compare(wanted, answer.value, tolerance) : answer;
}

async function checkProperties(
  properties: readonly Property[],
  call: Call,
  seed: number,
  failed: boolean,
): Promise<readonly Broken[]> {
  const broken: Broken[] = [];
  // Code that throws has no answer, and so breaks the property; said of it once, that is enough.
  const thrown = (error: unknown) => (failed ? undefined : `stopped: ${textOf(error)}`);
  for (const { id, asks, check } of properties) {
    const says = await check(call, createRandom(hashSeed(seed, id))).catch(thrown);
    if (says !== undefined) broken.push({ id, asks, says });
  }
  return broken;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function callOf(session: Session, program: number): Call {
  return async (...args) => {
    const answer = await session.call(program, args);
    if (answer.kind === 'value') return answer.value;
    throw new Error(answer.kind === 'thrown' ? answer.message : answer.verdict);
  };
}

/** The wrong answers that answer every case as this one does. */
async function findEqual(
  { wrong }: Exercise,
  answers: readonly Answer[],
  ours: Ours,
  tolerance: number,
): Promise<Report['equals']> {
  const equal: { id: string; says: string }[] = [];
  for (const [number, { id, says }] of wrong.entries()) {
    const theirs = await ours.wrong(number);
    if (answers.every((answer, at) => isSame(answer, theirs[at], tolerance)))
      equal.push({ id, says });
  }
  return equal;
}

function isSame(answer: Answer, other: Answer | undefined, tolerance: number): boolean {
  if (answer.kind === 'thrown' && other?.kind === 'thrown') return answer.message === other.message;
  if (answer.kind !== 'value' || other?.kind !== 'value') return false;
  return compare(other.value, answer.value, tolerance) === undefined;
}

function valueOf(answer: Answer): Value {
  if (answer.kind === 'value') return answer.value;
  throw new Error(`the reference: ${answer.kind === 'thrown' ? answer.message : answer.verdict}`);
}

/** Less than this is too short to be measured, in milliseconds. */
const SHORT = 5;

/** How many times as long as ours code took, if that is too long. A first run is slow: it gets another. */
async function howSlow(
  [first, again]: readonly [readonly Answer[], () => Promise<readonly Answer[]>],
  ours: number,
  slow: number,
): Promise<number | undefined> {
  const most = slow * Math.max(ours, SHORT);
  if (timeOf(first) <= most) return undefined;
  const warm = timeOf(await again());
  return warm > most ? warm / Math.max(ours, SHORT) : undefined;
}

function timeOf(answers: readonly Answer[]): number {
  return answers.reduce((sum, each) => sum + (each.kind === 'value' ? each.milliseconds : 0), 0);
}

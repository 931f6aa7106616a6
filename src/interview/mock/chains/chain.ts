import { createRandom, type Random } from '../../../model/random.ts';
import type { NumberQuestion } from '../../question.ts';
import type { Topic } from '../../topics.ts';

/** What a chain of follow-ups has to go on from. */
export interface Facts {
  /** What was drawn for the chain. */
  readonly drawn: Readonly<Record<string, number>>;
  /** What the reader chose in this step or the last one that had a choice. */
  readonly chosen: number;
  /** The numbers to go on with, a step each: the reader's own, or ours where there is none. */
  readonly numbers: readonly number[];
}

/** A number question that follows from the facts. */
export interface Worked {
  /** What its texts show. */
  readonly values: Readonly<Record<string, number>>;
  readonly answer: number;
  /** How far off still counts as right. 0 unless told otherwise. */
  readonly tolerance?: number;
  /** The whole calculation, as in a generator. */
  readonly working: readonly string[];
  /** The number that each known slip gives, by its name. */
  readonly slips: Readonly<Record<string, number>>;
}

export interface Step {
  readonly name: string;
  /** The question of the bank that trains the same: what a miss becomes. */
  readonly card: string;
  /** How long a good answer takes. */
  readonly seconds: number;
  readonly unit?: string;
  /** What the reader decides before the number is asked. None of them is wrong. */
  readonly choices?: readonly [number, ...number[]];
  readonly work: (facts: Facts) => Worked;
}

/** Follow-ups to a design question, each of which depends on the answers before it. */
export interface Chain {
  readonly id: string;
  /** The topics of the design questions that it may follow. */
  readonly topics: readonly Topic[];
  readonly draw: (random: Random) => Facts['drawn'];
  readonly steps: readonly [Step, ...Step[]];
}

/** What the reader did in a step. */
export interface Taken {
  /** The number that was read from the answer; nothing where it was skipped. */
  readonly given?: number | undefined;
  readonly chosen?: number | undefined;
}

/** The texts of a step, in the reader's language. */
export interface StepText {
  /** What it is about, in a few words: how a report calls it. */
  readonly title: string;
  /** What the choice is about; only where there is one. */
  readonly choose?: string;
  readonly option?: (value: number) => string;
  /** @param own whether the number that is gone on with is the reader's */
  readonly prompt: (values: Worked['values'], own: boolean) => string;
  readonly hint: string;
  readonly tests: string;
  readonly why: string;
  readonly slips: Readonly<Record<string, string>>;
}

/**
 * A step as a number question, for the graders that grade all others.
 *
 * @param past what the reader did in the steps before it, and chose in this one
 * @throws RangeError if the chain has no such step
 */
export function askStep(
  chain: Chain,
  at: number,
  seed: number,
  past: readonly Taken[],
  text: StepText,
): NumberQuestion {
  const step = stepOf(chain, at);
  const facts = factsBefore(chain, at, seed, past);
  const { values, answer, tolerance = 0, working, slips } = step.work(facts);
  const own = at > 0 && isUsable(past[at - 1]?.given);
  return {
    kind: 'number',
    topic: chain.topics[0] ?? 'code',
    level: 'senior',
    lesson: '',
    sources: [],
    seconds: step.seconds,
    tests: text.tests,
    hint: text.hint,
    why: text.why,
    prompt: text.prompt(values, own),
    unit: step.unit,
    answer,
    tolerance,
    working: [...working],
    mistakes: clearSlips(slips, answer, tolerance).flatMap(([name, wrong]) => {
      const why = text.slips[name];
      return why === undefined ? [] : [{ answer: wrong, why }];
    }),
  };
}

/** What stands before a step: where the reader gave no number, ours is gone on with. */
function factsBefore(chain: Chain, at: number, seed: number, past: readonly Taken[]): Facts {
  const drawn = chain.draw(createRandom(seed));
  return Array.from({ length: at + 1 }).reduce<Facts>(
    (facts, _, i) => {
      const { choices } = stepOf(chain, i);
      const chosen = choices ? (past[i]?.chosen ?? choices[0]) : facts.chosen;
      if (i === at) return { ...facts, chosen };
      const given = past[i]?.given;
      const number = isUsable(given) ? given : stepOf(chain, i).work({ ...facts, chosen }).answer;
      return { drawn, chosen, numbers: [...facts.numbers, number] };
    },
    { drawn, chosen: 0, numbers: [] },
  );
}

/** Whether a number can be gone on with: all of them count something. */
function isUsable(given: number | undefined): given is number {
  return given !== undefined && given >= 1 && given <= Number.MAX_SAFE_INTEGER;
}

/** The slips that can be told from the answer and from each other: what a reader chose may hide one. */
function clearSlips(
  slips: Worked['slips'],
  answer: number,
  tolerance: number,
): readonly (readonly [string, number])[] {
  const clear: (readonly [string, number])[] = [];
  for (const [name, slip] of Object.entries(slips)) {
    const isApart = (other: number) => Math.abs(slip - other) > 2 * tolerance + 1e-6 * other;
    if ([answer, ...clear.map(([, other]) => other)].every(isApart)) clear.push([name, slip]);
  }
  return clear;
}

function stepOf({ id, steps }: Chain, at: number): Step {
  const step = steps[at];
  if (step) return step;
  throw new RangeError(`chain ${id}: wanted a step from 0 to ${steps.length - 1}, got ${at}`);
}

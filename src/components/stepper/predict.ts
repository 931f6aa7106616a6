import { LETTERS } from '../../model/letters.ts';
import type { Letter } from '../../model/letters.ts';
import type { Step } from '../../model/steps/index.ts';
import type { Job } from '../../engine/protocol.ts';
import { sequenceOf } from '../../engine/sequences.ts';
import { sliceOf } from '../matrix/slice.ts';
import { recordOf } from './shown.ts';
import type { Shown } from './shown.ts';

/** A shape to choose: letters, and the sizes that they have here. */
export interface ShapeChoice {
  readonly letters: readonly Letter[];
  readonly sizes: readonly number[];
  readonly right: boolean;
}

/** A token to choose as the one with the largest weight. */
export interface TokenChoice {
  readonly key: number;
  readonly right: boolean;
}

/** How many predictions were made, and how many of them were right. */
export interface Tally {
  readonly right: number;
  readonly made: number;
}

/** Shapes that a learner confuses with one another. */
const CANDIDATES: readonly (readonly Letter[])[] = [
  ['T', 'S'],
  ['T', 'D'],
  ['T', 'K'],
  ['D', 'D'],
  ['D', 'T'],
  ['T', 'F'],
  ['S', 'K'],
  ['H', 'T', 'S'],
  ['H', 'T', 'K'],
  ['K', 'K'],
  ['H', 'T', 'D'],
  ['T', 'H'],
  ['D', 'F'],
  ['T'],
  ['D'],
];

/** What each letter is in a step. */
export function sizesOf(name: string, job: Job): Readonly<Partial<Record<Letter, number>>> {
  const { width, heads } = job;
  const [T, S] = (['T', 'S'] as const).map((letter) => {
    const { tokens, padding } = sequenceOf(job, name, letter);
    return tokens.length + padding;
  });
  return { T, S, D: width, H: heads, K: width / heads, F: 4 * width } as Record<Letter, number>;
}

/**
 * The shape of a step among three others, each of another size: two names for one size would make
 * a riddle of a question. The order is by letters, so that the place gives nothing away.
 */
export function shapeChoices(step: Step<string>, shown: Shown): readonly ShapeChoice[] {
  const { job } = shown;
  const { shape } = recordOf(shown, step.name);
  const own = Object.fromEntries(step.shape.map((letter, axis) => [letter, shape[axis]]));
  const sizes = { ...sizesOf(step.name, job), ...own };
  const choice = (letters: readonly Letter[], right: boolean): ShapeChoice => ({
    letters,
    sizes: letters.map((letter) => sizes[letter] ?? NaN),
    right,
  });
  const answer = choice(step.shape, true);
  const others = CANDIDATES.filter((letters) => job.heads > 1 || !letters.includes('H'))
    .map((letters) => choice(letters, false))
    .toSorted((a, b) => likeness(b, answer) - likeness(a, answer));
  const picked = [answer, ...others].filter(isFirstOfItsSize).slice(0, 4);
  return picked.toSorted((a, b) => (a.letters.join() < b.letters.join() ? -1 : 1));
}

/** A letter in words: `T = 6 (number of query tokens)`. */
export function letterMeaning(letter: Letter): string {
  return LETTERS[letter];
}

/** The query that is asked about: the last token that is not padding. */
export function askedRow({ name }: Pick<Step, 'name'>, job: Job): number {
  return sequenceOf(job, name, 'T').tokens.length - 1;
}

/**
 * The keys that may win in a row of the pattern, the winner marked; nothing if no key is allowed,
 * or if the best two are so near each other that nobody could tell.
 */
export function tokenChoices(
  step: Step<string>,
  shown: Shown,
  head: number,
): readonly TokenChoice[] {
  const { data, columns } = sliceOf(recordOf(shown, step.name), head);
  const row = askedRow(step, shown.job);
  const weights = Array.from(data.subarray(row * columns, (row + 1) * columns));
  const [first = 0, second = 0] = weights.toSorted((a, b) => b - a);
  if (first - second < 1e-4) return [];
  return weights.map((weight, key) => ({ key, right: weight === first }));
}

function likeness(a: ShapeChoice, b: ShapeChoice): number {
  const shared = a.letters.filter((letter) => b.letters.includes(letter)).length;
  return shared - Math.abs(a.letters.length - b.letters.length);
}

function isFirstOfItsSize(choice: ShapeChoice, at: number, all: readonly ShapeChoice[]): boolean {
  return all.findIndex(({ sizes }) => sizes.join() === choice.sizes.join()) === at;
}

/** The winner of the row that is asked about, and the two best scores of the keys that take part. */
export interface Why {
  readonly winner: number;
  readonly share: number;
  readonly score: number;
  /** The second best score; none if there is only one key to choose from. */
  readonly runnerUp: number | undefined;
}

export function whyToken(step: Step<string>, shown: Shown, head: number): Why {
  const row = askedRow(step, shown.job);
  const rowOf = (name: string): number[] => {
    const { data, columns } = sliceOf(recordOf(shown, name), head);
    return Array.from(data.subarray(row * columns, (row + 1) * columns));
  };
  const scores = rowOf(step.inputs[0] ?? '');
  const weights = rowOf(step.name);
  const share = Math.max(...weights);
  const allowed = scores.filter((_, key) => (weights[key] ?? 0) > 0);
  const [score = NaN, runnerUp] = allowed.toSorted((a, b) => b - a);
  return { winner: weights.indexOf(share), share, score, runnerUp };
}

import type { Unread } from '../../interview/grading/verdict.ts';

/** What the quiz says, in English. */
export const quizStrings = {
  number: (position: number, all: number) => `Question ${String(position)} of ${String(all)}`,
  several: 'Pick all that apply.',
  flaw: 'One part of this answer is wrong. Which one?',
  order: 'Put the steps in order.',
  match: 'Find what belongs together.',
  shape: 'Write shapes such as [B, H, T, S] or (2, 8, 16).',
  yourNumber: 'Your number',
  yourNumberOf: (unit: string) => `Your number, in ${unit === '%' ? 'percent' : unit}`,
  exact: 'Exactly. You may type 2**31, 1,024 or 4 × 512².',
  withinShare: (percent: string) =>
    `Within ${percent} %. You may type 2.1e9, 2**31, 1,024 or 4 × 512².`,
  within: (tolerance: string) => `Within ${tolerance}. You may type 0.25, 1/64 or 1e-3.`,
  inBytes: 'KiB, MB and so on will do.',
  yourAnswer: 'Your answer, if you want to type it',
  hint: 'Hint',
  check: 'Check',
  showModel: 'Show an answer to compare',
  grade: 'Grade',
  model: 'An answer to compare',
  tick: 'Tick what your own answer said. Nobody else sees it.',
  up: 'Up',
  down: 'Down',
  moved: (place: number, all: number) => `Now in place ${String(place)} of ${String(all)}.`,
  pick: 'Pick one',
  right: 'Right.',
  wrong: 'Not right.',
  parts: (right: number, all: number) => `${String(right)} of ${String(all)} right.`,
  points: (made: number, all: number) => `${String(made)} of ${String(all)} points.`,
  wrongParts: (places: readonly number[]) => `Look again at ${places.join(', ')}.`,
  /** When a reader picked right choices only, but not all of them. */
  missed: (count: number) =>
    count === 1 ? 'One right choice is missing.' : `${String(count)} right choices are missing.`,
  /** Why there is nothing to grade. */
  unread: ({ problem, at }: Unread): string => unreadTexts[problem](at),
  earlier: { right: 'Last time: right.', wrong: 'Last time: not right.' },
  answer: 'The answer, and why',
  tests: 'What is really tested',
  lesson: 'Lesson',
  sources: 'Sources',
  rightMark: 'right',
  wrongMark: 'wrong',
  flawMark: 'the flaw',
  soundMark: 'sound',
  repair: 'It should say',
  slips: 'Numbers that come from a slip',
  shapeSlips: 'Shapes that come from a slip',
  rubric: 'What a good answer says',
  graded: 'Three graded answers',
  score: (right: number, all: number) => `${String(right)} of ${String(all)} right.`,
  missedQuestions: (positions: readonly number[]) =>
    positions.length === 1
      ? `Look again at question ${String(positions[0])}.`
      : `Look again at questions ${positions.join(', ')}.`,
  again: 'Try again',
  oneAgain: 'This one again',
  oneAgainDrawn: 'Again, with other numbers',
  failed: 'Other numbers could not be loaded. Check your connection, or reload the page.',
  waiting: (open: number) =>
    open === 1 ? 'One question is open.' : `${String(open)} questions are open.`,
} as const;

const unreadTexts: Record<Unread['problem'], (at: string) => string> = {
  nothing: () => 'Pick an answer first.',
  incomplete: (count) => (count === '1' ? 'One is still open.' : `${count} are still open.`),
  empty: () => 'Type a number first, such as 6, 0.25, 1/64 or 1,024.',
  comma: (at) =>
    `“${at}” could mean two numbers. Type 0.5 for a half, and 1,050 with three digits a group.`,
  'two-numbers': (at) => `There is a second number, “${at}”. Type one, or a sign between them.`,
  symbol: (at) => `“${at}” is no part of a number. Type one such as 6, 0.25, 2**31 or 1,024.`,
  unit: (at) => `“${at}” is no unit that is counted here. Type the number without it.`,
  bracket: () => 'A bracket has no partner.',
  unfinished: (at) => `Something is missing after “${at}”.`,
  'not-finite': () => 'This does not come out as a number.',
  shape: (at) => `“${at}” is no size. Type letters, numbers or products, such as [B, T, 3·K].`,
};

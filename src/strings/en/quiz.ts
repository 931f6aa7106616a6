/** What the quiz says, in English. */
export const quizStrings = {
  number: (position: number, all: number) => `Question ${String(position)} of ${String(all)}`,
  several: 'Pick all that apply.',
  yourNumber: 'Your number',
  hint: 'Hint',
  check: 'Check',
  right: 'Right.',
  wrong: 'Not right.',
  /** When a reader picked right choices only, but not all of them. */
  missed: (count: number) =>
    count === 1 ? 'One right choice is missing.' : `${String(count)} right choices are missing.`,
  unreadChoice: 'Pick an answer first.',
  unreadNumber: 'Type a number first, such as 6, 0.25, 1/64 or 1,024.',
  answer: 'The answer, and why',
  rightMark: 'right',
  wrongMark: 'wrong',
  slips: 'Numbers that come from a slip',
  score: (right: number, all: number) => `${String(right)} of ${String(all)} right.`,
  missedQuestions: (positions: readonly number[]) =>
    positions.length === 1
      ? `Look again at question ${String(positions[0])}.`
      : `Look again at questions ${positions.join(', ')}.`,
  again: 'Try again',
  waiting: (open: number) =>
    open === 1 ? 'One question is open.' : `${String(open)} questions are open.`,
} as const;

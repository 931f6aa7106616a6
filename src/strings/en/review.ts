import type { Grade } from '../../reader/event.ts';
import { countOf } from './reader.ts';
import { bankStrings } from './bank.ts';

const percent = (share: number) => `${String(Math.round(100 * share))} %`;

/** `Tue, Dec 1` */
function date(day: number): string {
  const options = { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Date(day * 86_400_000).toLocaleDateString('en-US', options);
}

function shortDate(day: number): string {
  const options = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Date(day * 86_400_000).toLocaleDateString('en-US', options);
}

/** What the review page says, in English. */
export const reviewStrings = {
  region: 'Review',
  percent,
  date,
  shortDate,
  topic: (topic: string): string =>
    (bankStrings.topics as Partial<Record<string, string>>)[topic] ?? topic,

  // Where the reader stands
  loading: 'Your cards are being read.',
  none: 'You have no cards yet. What you miss in a quiz, a prediction or an exercise becomes one.',
  due: (count: number) => `${countOf(count, 'card')} due today.`,
  left: (count: number) =>
    count === 0 ? 'That was the last one for today.' : `${countOf(count, 'card')} left.`,
  nothing: (day: number) => `Nothing is due today. The next card comes up on ${date(day)}.`,
  done: 'All cards have had their turn.',
  ahead: 'Go on with cards that are not due',
  undone: 'Taken back. Here it is again.',
  nothingToUndo: 'There is no grade of this visit to take back.',

  // A card
  position: (left: number) => `${countOf(left, 'card')} to go`,
  show: 'Show the answer',
  loadingQuestion: 'The question is being loaded.',
  missing: 'This is no longer in the course. What you answered stays in your data.',
  failed: 'The question could not be loaded. Are you offline?',
  again: 'Try again',
  later: 'Not now',
  exercise: 'Write it again, without looking at our solution:',
  hunt: 'Find the bug again:',
  open: (title: string) => `Open “${title}”`,
  lesson: (lesson: string) => `Open the lesson (${lesson})`,
  answer: 'The answer',

  // Grades
  grades: 'How well did you know it?',
  grade: { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' } satisfies Record<Grade, string>,
  keys: 'Keys, while the focus is in this box: 1 to 4 grade, U takes the last grade back.',
  first: 'Answer first, or show the answer. Then grade how well you knew it.',
  inMinutes: (minutes: number) => `${String(minutes)} min`,
  inDays: (days: number) =>
    days < 60 ? countOf(days, 'day') : `${String(Math.round(days / 30.4))} months`,
  undo: 'Undo',
  graded: (grade: string, when: string) => `${grade}: it comes back in ${when}.`,
  suggest: (grade: string) => `“${grade}” fits this answer. You decide.`,

  // The interview
  interview: 'Interview',
  interviewDate: 'Day of the interview',
  set: 'Set',
  remove: 'Remove the day',
  interviewSet: (day: number, left: number) => `${date(day)}, in ${countOf(left, 'day')}.`,
  interviewPast: 'That day is not ahead of you. The schedule goes by memory alone.',
  interviewNone: 'No day is set. The schedule goes by memory alone.',
  interviewRecall: (share: number) =>
    `If you stopped reviewing now, you would recall about ${percent(share)} of your graded cards on that day.`,
  noDate: 'Pick a day first.',

  // Figures
  figures: 'Where you stand',
  day: 'Day',
  cards: 'Cards',
  forecast: 'Cards that come up',
  forecastSentence: (total: number, days: number, most: number, on: number) =>
    total === 0
      ? `No card comes up in the next ${countOf(days, 'day')}.`
      : `${countOf(total, 'card')} in the next ${countOf(days, 'day')}, at most ${String(most)} a day, on ${date(on)}.`,
  forecastNote: 'Each card is counted once, on its next day.',
  retention: 'Recalled after a day or more',
  retentionSentence: (recalled: number, reviews: number, expected: number) =>
    `${percent(recalled)} of ${countOf(reviews, 'review')} in the last 8 weeks. FSRS had expected ${percent(expected)}.`,
  retentionNote: 'The line across a column is what was expected.',
  retentionNone: 'No card was graded again after a day or more in the last 8 weeks.',
  week: 'Week from',
  reviews: 'Reviews',
  recalled: 'Recalled',
  expected: 'Expected',
  topics: 'Topics, the weakest first',
  topicsSentence: (topic: string, right: number) =>
    `Weakest: ${topic}, ${percent(right)} of your last answers right.`,
  topicsNone: 'You have answered nothing yet.',
  topicName: 'Topic',
  answered: 'Answered',
  right: 'Right',
  recallNow: 'Recall now',
  no: 'none',
} as const;

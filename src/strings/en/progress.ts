import { countOf } from './reader.ts';
import { reviewStrings } from './review.ts';

const { percent, date } = reviewStrings;

/** `45 s`, `12 min`, `3 h 5 min` */
function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return `${String(Math.round(seconds))} s`;
  if (minutes < 60) return `${String(minutes)} min`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

/** What the progress page says, in English. */
export const progressStrings = {
  percent,
  date,
  duration,
  topic: reviewStrings.topic,
  loading: 'Your data is being read.',
  none: 'Nothing is written down yet. Answer a question in a lesson, and it shows here.',
  summary: (answers: number, reviews: number, days: number, seconds: number) =>
    `${countOf(answers, 'answer')} and ${countOf(reviews, 'review')} on ${countOf(days, 'day')}, ${duration(seconds)} in all.`,

  next: 'What next',
  nextReview: (count: number) => `Review: ${countOf(count, 'card')} due today`,
  nextLesson: (title: string, open: number) =>
    `${title}: ${countOf(open, 'question')} of its quiz ${open === 1 ? 'is' : 'are'} open`,
  nextMissed: (title: string, missed: number) =>
    `${title}: ${countOf(missed, 'question')} of its quiz went wrong last time`,
  nextTopic: (topic: string, right: number) =>
    `Questions on ${topic}: ${percent(right)} of your last answers were right`,
  nextNothing: 'Every quiz is answered, nothing is due. The concept bank has more questions.',
  bank: 'Concept bank',

  lessons: 'Lessons',
  lessonsSentence: (done: number, all: number) =>
    `The quiz is answered in ${String(done)} of ${countOf(all, 'lesson')}.`,
  lesson: 'Lesson',
  answered: 'Answered',
  right: 'Right',
  last: 'Last',
  outOf: (some: number, all: number) => `${String(some)} of ${String(all)}`,
  no: 'none',
  withoutScripts: 'The lessons in their order, and how many questions the quiz of each has:',
  questions: (count: number) => countOf(count, 'question'),
  exercises: (passed: number, tried: number) =>
    `${countOf(passed, 'exercise')} solved of ${String(tried)} tried.`,

  history: 'When',
  historyPlot: 'Answers and reviews in the last 12 weeks',
  historySentence: (count: number, days: number) =>
    count === 0
      ? 'Nothing in the last 12 weeks.'
      : `${countOf(count, 'answer or review', 'answers and reviews')} on ${countOf(days, 'day')} of the last 84.`,
  historyNote: (shown: number, all: number) =>
    shown < all ? `The table shows the last ${String(shown)} of ${countOf(all, 'day')}.` : '',
  day: 'Day',
  reviewed: 'Reviewed',
  time: 'Time',

  data: 'Your data',
  dataNote:
    'Everything is in this browser and nowhere else. Some browsers remove the data of sites that were not visited for a week: export it now and then.',
  entries: (count: number) => `Written down: ${countOf(count, 'entry', 'entries')}.`,
  export: 'Export everything (JSON)',
  anki: 'Export my cards for Anki',
  ankiDone: (count: number, left: number) =>
    left === 0
      ? `${countOf(count, 'card')} exported.`
      : `${countOf(count, 'card')} exported. ${countOf(left, 'card')} about steps and exercises stayed here.`,
  ankiNone: 'You have no cards with a question yet.',
  ankiFailed: 'The questions could not be loaded. Are you offline?',
  import: 'Import an export',
  imported: (added: number, known: number, refused: number) =>
    [
      `${countOf(added, 'new entry', 'new entries')} taken in.`,
      known > 0 ? `${countOf(known, 'entry', 'entries')} were here already.` : '',
      refused > 0
        ? `${countOf(refused, 'entry', 'entries')} could not be read and ${refused === 1 ? 'was' : 'were'} left out.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
  downloadRefused: 'Download what was left out',
  unreadable: 'The file could not be read. Pick it again.',
} as const;

import type { Role } from '../../interview/mock/role.ts';
import type { Section } from '../../interview/mock/section.ts';
import { progressStrings } from './progress.ts';
import { countOf } from './reader.ts';
import { reviewStrings } from './review.ts';

const { percent } = reviewStrings;
const { duration } = progressStrings;

const roles: Record<Role, string> = {
  research: 'Research',
  applied: 'Applied',
  infrastructure: 'Infrastructure',
  video: 'Generative video',
};

const sections: Record<Section, string> = {
  explain: 'Explain',
  derive: 'Derive',
  numbers: 'Numbers',
  code: 'Code',
  debug: 'Debug',
  design: 'Design and follow-ups',
};

/** `3:05`, `1:02:03`, and with a minus what is over. */
function clock(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const head = hours > 0 ? `${hours}:${pad(minutes)}` : String(minutes);
  return `${seconds <= -1 ? '−' : ''}${head}:${pad(whole % 60)}`;
}

/** `Nov 28, 2026, 14:05` where the reader lives. */
function moment(at: number): string {
  return new Date(at).toLocaleString('en-US', {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
}

/** What the mock interview says, in English. */
export const mockStrings = {
  region: 'Mock interview',
  percent,
  duration,
  clock,
  moment,
  roles,
  sections,
  topic: reviewStrings.topic,

  // The plan
  loading: 'Your data is being read.',
  role: 'Role',
  minutes: 'How long',
  minutesOf: (minutes: number) => `${minutes} min`,
  seed: 'Seed',
  seedNote:
    'A number from 1 to 999,999. The same role, time and seed draw the same questions, for you and for a friend. Leave it empty for new ones.',
  seedWrong: 'The seed must be a whole number from 1 to 999,999, or empty.',
  start: 'Start',
  starting: 'The questions are being drawn.',
  failed: 'The questions could not be loaded. Check your connection, and try again.',
  notKept:
    'Your browser keeps nothing for this site: do not leave or reload this page before the end, or the interview is lost.',
  damaged:
    'An interview that was not over could not be read. It is set aside: download it if you want to keep what you typed.',
  downloadDamaged: 'Download it',
  dropDamaged: 'Remove it from this browser',

  // On the way
  started: (questions: number, minutes: number) =>
    `${countOf(questions, 'question')} in ${minutes} minutes. The clock runs.`,
  left: 'Time left',
  here: 'This question',
  ofLimit: (spent: string, limit: string) => `${spent} of about ${limit}`,
  position: (at: number, all: number, section: string) => `Question ${at} of ${all}: ${section}`,
  pause: 'Pause',
  goOn: 'Go on',
  end: 'End the interview',
  paused:
    'Paused. The clock stands, and the report will say so. The question is back when you go on.',
  resumed: 'The clock runs.',
  away: (seconds: number) =>
    `You were away for ${duration(seconds)}. It counts as a pause. Go on when you are ready.`,
  minutesLeft: (minutes: number) => `${countOf(minutes, 'minute')} left.`,
  over: 'The time is up. Finish this answer; no other question follows.',
  sureToEnd: 'End it now? The open question counts as skipped.',
  endNow: 'Yes, end it',
  stay: 'No, go on',
  elsewhere: 'This interview goes on in another tab. Only one can have it.',
  takeOver: 'Go on in this tab',
  skip: 'Skip',
  skipped: 'Skipped.',
  next: 'Next question',
  last: 'To the report',
  stands: 'The clock stands while you look at the answer.',
  loadingQuestion: 'The question is being loaded.',
  missing: 'This question is no longer in the course. Skip it.',
  again: 'Try again',
  choose: 'Your choice',
  chooseFirst: 'Choose first: the question goes on from your choice.',
  followUp: 'A follow-up',
  practice: 'The bank has a question that trains the same:',
  solution: (title: string) => `Our solution to “${title}” (opens in a new tab)`,

  // Tasks
  done: 'I am done',
  codeNote: 'You start from the stub. What counts is your last check: accepted or not.',
  passed: 'Accepted.',
  notPassed: 'Not accepted yet.',
  openTask: (title: string) => `Open “${title}” in a new tab`,
  taskNote: {
    exercise: 'The editor could not be loaded here. Solve it in the new tab; the clock runs on.',
    hunt: 'Hunt the bug in the new tab; the clock runs on. Then come back and say that you are done.',
  },
  taskResult: {
    none: 'No result has come in yet.',
    right: 'Your result has come in: solved.',
    wrong: 'Your result has come in: not solved.',
  },

  // Speaking
  speak: 'Speak your answer',
  stopSpeaking: 'Stop listening',
  listening: 'Listening. Your browser writes down what you say, on this device.',
  heard: 'Not listening.',
  speakFailed: (reason: string) => `The browser stopped listening: ${reason}. You can type.`,

  // The report
  report: 'Report',
  /** A role may come from a file of a newer version. */
  reportOf: (role: string, minutes: number, at: number) =>
    `${(roles as Partial<Record<string, string>>)[role] ?? role}, ${minutes} minutes, ${moment(at)}`,
  /** So may a part. */
  section: (section: string) => (sections as Partial<Record<string, string>>)[section] ?? section,
  summary: (right: number, asked: number, skipped: number) =>
    `${percent(right)} of the points in ${countOf(asked, 'question')}` +
    (skipped > 0 ? `, ${skipped} of them skipped.` : '.'),
  nothingAsked: 'Nothing was asked.',
  time: (seconds: number, minutes: number) =>
    `Your answers took ${duration(seconds)} of ${minutes} min.`,
  pauses: (pauses: number, paused: number, away: number) =>
    pauses === 0
      ? 'The clock was never paused.'
      : `The clock was paused ${pauses === 1 ? 'once' : `${pauses} times`}, for ${duration(paused)} in all` +
        (away > 0 ? `; ${duration(away)} of that the page was closed or asleep.` : '.'),
  compared: (seconds: number) => `Comparing answers took ${duration(seconds)} more.`,
  unasked: (count: number) =>
    count === 0 ? '' : `${countOf(count, 'question')} ${count === 1 ? 'was' : 'were'} not reached.`,
  drawnFrom: (seed: number) => `Seed ${seed}: with it you can sit the same interview again.`,
  honest: 'Answers in own words are graded by you. It is as honest as you were.',
  misses: (count: number) =>
    count === 0
      ? 'Nothing was missed.'
      : `${countOf(count, 'question')} with less than all points ${count === 1 ? 'is' : 'are'} in your review from tomorrow on.`,
  review: 'Open the review',
  print: 'Print',
  another: 'Another interview',
  bySection: 'By part',
  byTopic: 'By topic',
  bySectionSentence: (best: string, worst: string) => `Best: ${best}. Weakest: ${worst}.`,
  allIn: (name: string) => `All in ${name}.`,
  allEqual: (points: string) => `${points} of the points in each.`,
  name: 'What',
  asked: 'Questions',
  right: 'Points',
  took: 'Time',
  expected: 'A good answer takes',
  questions: 'Question by question',
  itemLine: (right: number, seconds: number, limit: number) =>
    `${percent(right)} of the points, ${clock(seconds)} of about ${clock(limit)}`,
  skippedMark: 'skipped',
  youSaid: 'You said',
  nothingSaid: 'Nothing was typed.',
  seeQuestion: 'The question and its answer',
  task: { exercise: 'Exercise', hunt: 'Bug hunt' },

  // Earlier ones
  earlier: 'Your interviews',
  none: 'You have sat none yet. The report of each stays here, in your browser, and in your export.',
  trend: 'Points from interview to interview',
  trendSentence: (count: number, first: number, last: number) =>
    count === 1
      ? `One interview: ${percent(last)} of the points.`
      : `${count} interviews, from ${percent(first)} of the points to ${percent(last)}.`,
  when: 'When',
  pausedFor: 'Paused',
  show: (label: string) => `Show the report: ${label}`,
  against: 'Compare with',
  nobody: 'none',
  change: 'Then and now, by topic',
  changeSentence: (better: number, worse: number) =>
    `${countOf(better, 'topic')} better, ${worse} worse, of those that came up both times.`,
  markNote: 'A column is now, the line across it then.',
  before: 'Then',
  now: 'Now',
  absent: 'not asked',
  older: (count: number) =>
    `${countOf(count, 'interview')} of an older version ${count === 1 ? 'has' : 'have'} no report. ${count === 1 ? 'It counts' : 'They count'} in the review.`,

  // What the page says of itself
  sharesOf: 'Share of the time, in percent',
} as const;

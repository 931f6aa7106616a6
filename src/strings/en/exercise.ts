import type { Verdict } from '../../notebook/sandbox/watchdog.ts';

/** What an exercise and its judge say, in English. */
export const exerciseStrings = {
  minutes: (minutes: number) => `A strong candidate takes ${minutes} minutes.`,
  lesson: (title: string) => `Lesson: ${title}`,
  code: 'Your code',
  keys:
    'Shift+Enter checks the code. Tab indents; Escape, then Tab leaves the editor. ' +
    'Ctrl+Space completes names; the pointer on a name explains it.',
  begin: 'Write it here',
  ownPage: 'Hints, our solution and what they ask next are on the page of the exercise:',
  check: 'Check',
  again: 'Check with the same numbers',
  noScript: 'Checking your code needs JavaScript. Everything else on this page works without it.',
  hints: 'Hints',
  hint: (number: number) => `Hint ${number}`,
  solution: 'Our solution',
  typescript: 'TypeScript',
  python: 'Python',
  caller: 'The judge calls it like this',
  followUps: 'What they ask next',
  sources: 'Sources',
  open: 'The numbers are drawn anew for each check, from the seed that is shown. The cases themselves are in the source of this page: nothing here is secret, and nothing is a certificate.',

  loading: 'Loading…',
  running: 'Checking…',
  stopped: 'Stopped.',
  unavailable: 'The judge could not be loaded. Are you offline?',
  broken: (message: string) => `The judge itself failed: ${message}`,
  unreadable: (line: number) => `The code could not be read: line ${line}.`,
  accepted: (cases: number, properties: number) =>
    `Accepted: ${count(cases, 'case')} of ${cases}, and ${count(properties, 'property', 'properties')}.`,
  rejected: (passed: number, cases: number) =>
    passed === cases
      ? `Not accepted: all ${cases} cases are right, but a property is broken.`
      : `Not accepted: ${passed} of ${count(cases, 'case')} ${passed === 1 ? 'is' : 'are'} right.`,
  seed: (seed: number) => `Seed ${seed}`,
  slow: (factor: number) =>
    `It is right, and takes ${factor.toFixed(0)} times as long as our solution. In an interview, say what costs the time.`,

  known: 'A known mistake',
  failure: (number: number, cases: number, title: string) => `Case ${number} of ${cases}: ${title}`,
  numbers: (off: number, all: number) =>
    `${off} of ${count(all, 'number')} ${off === 1 ? 'is' : 'are'} off.`,
  worst: (index: string, wanted: string, got: string) =>
    `Furthest off is the number at ${index}: wanted ${wanted}, got ${got}.`,
  inPart: (path: string) => `In ${path.replace(/^\./, '')}:`,
  shape: (wanted: string, got: string) => `Wanted ${wanted}, got ${got}.`,
  thrown: (text: string) => `The code stopped with an error: ${text}`,
  verdicts: {
    'no-start': 'The code runner did not start.',
    timeout: 'Stopped: all cases together may take 10 seconds.',
    died: 'The browser ended the code. It probably asked for too much memory.',
    flood: 'Stopped: the code sent too many messages.',
  } satisfies Record<Verdict, string>,
  views: { difference: 'Yours minus wanted', wanted: 'Wanted', got: 'Yours' },
  view: 'Show',
  mode: 'Show numbers as',
  modes: { map: 'Heat map', table: 'Table' },
  slice: 'Part',
  sliceName: (index: readonly number[]) => `[${index.join(', ')}, …]`,
  cell: (index: string, value: string) => `${index}: ${value}`,
  properties: 'Broken properties',
  arguments: 'The case as code, to try it in a cell',
  output: 'What your code printed',
  report: 'Report',
} as const;

/** What the list of exercises says. */
export const exerciseListStrings = {
  minutes: (minutes: number) => `${minutes} min`,
  total: (exercises: number, minutes: number) =>
    `${exercises} exercises, ${minutes} minutes for a strong candidate.`,
} as const;

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

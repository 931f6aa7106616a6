/** What a bug hunt says, in English. */
export const huntStrings = {
  minutes: (minutes: number) => `A strong candidate takes ${minutes} minutes.`,
  level: { junior: 'Junior', middle: 'Middle', senior: 'Senior' },
  lesson: (title: string) => `Lesson: ${title}`,
  code: 'The code',
  codeLabel: 'The code with the bug',
  noScript:
    'Gathering evidence and running a repair need JavaScript. The code and the solution can be read without it.',

  seeIt: 'Run it and see',
  symptom: 'The symptom, measured',
  evidence: 'Evidence',
  evidenceNote:
    'Each piece comes from running the code above, here and now. Ask for as little as you need: what you use is counted.',
  used: (used: number, all: number) => `${used} of ${count(all, 'piece')} of evidence used.`,
  ask: 'Ask for it',
  again: 'Show it again',
  running: 'Running the code…',
  unavailable: 'The code runner could not be loaded. Are you offline?',
  stopped: (message: string) => `The code stopped with an error: ${message}`,
  asTable: 'As a table',
  matrix: (title: string, index: string) => `${title} ${index}`.trim(),
  cell: (row: string, column: string, value: string) => `${row}, ${column}: ${value}`,

  cause: 'Name the cause',
  causeAsks: 'What is wrong?',
  nameIt: 'This is the cause',
  pickCause: 'Pick a cause first.',
  causeRight: 'Right.',
  causeWrong: 'Not this one.',
  line: 'Mark the line',
  lineAsks: 'Which line is wrong?',
  markIt: 'This is the line',
  pickLine: 'Pick a line first.',
  lineRight: (line: number) => `Line ${line} it is.`,
  lineWrong: (line: number) => `Line ${line} is as it should be.`,
  repair: 'Mend it',
  repairNote: 'Change the line and have it checked. The judge draws new numbers and compares.',

  done: 'Solved',
  outcome: (used: number, all: number, misses: number, looked: boolean) =>
    `Solved with ${used} of ${count(all, 'piece')} of evidence` +
    (looked ? ', after a look at the solution.' : missed(misses)),
  gone: 'The symptom is gone',
  stays: 'The symptom is still there',
  compare: 'Show before and after',
  compared: 'Before and after',
  before: 'Before',
  after: 'After',
  explained: 'What was wrong',
  test: 'The test that catches it',
  startOver: 'Hunt again from the start',

  solution: 'Solution',
  solutionNote: 'Opening it before you are done ends the hunt as not found.',
  open: 'Show the cause, the line and the repair',
  causeIs: (cause: string) => `The cause: ${cause}`,
  lineIs: (line: number) => `The line: ${line}. The code with the line mended:`,

  keras: 'The same in Keras',
  kerasNote: (versions: string) => `What it printed under ${versions}:`,
  kerasOpen: 'Show the Keras code and what it printed: it gives the bug away',
  sources: 'Sources',
} as const;

/** What the list of hunts says. */
export const huntListStrings = {
  total: (hunts: number, minutes: number) =>
    `${hunts} hunts, ${minutes} minutes for a strong candidate.`,
  entry: (level: string, minutes: number) => `${level}, ${minutes} min`,
} as const;

function missed(misses: number): string {
  return misses === 0 ? ', without a miss.' : ` and ${count(misses, 'miss', 'misses')}.`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

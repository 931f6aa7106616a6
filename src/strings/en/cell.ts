import type { Origin } from '../../notebook/protocol.ts';
import type { ProblemKind } from '../../notebook/typescript/problem.ts';
import type { Verdict } from '../../notebook/sandbox/watchdog.ts';

/** What a code cell says, in English. */
export const cellStrings = {
  code: (label: string) => `Code: ${label}`,
  keys:
    'Shift+Enter runs the cell. Tab indents; Escape, then Tab leaves the editor. ' +
    'Ctrl+Space completes names of tf, model and world; the pointer on a name explains it.',
  edit: 'Edit',
  editorLoading: 'Loading the editor…',
  editorUnavailable: 'The editor could not be loaded. Are you offline?',
  editorReady: 'The editor is ready.',
  run: 'Run',
  runAbove: 'Run all above',
  stop: 'Stop',
  reset: 'Reset code',
  undoReset: 'Bring my code back',
  edited: 'edited',
  changed: 'changed since it ran',
  stale: 'A cell above has changed since this ran.',
  output: 'Output',
  result: 'Value of the last expression',
  noScript: 'Running this code needs JavaScript.',
  recorded: 'Output, recorded when the course was built',
  loading: 'Loading…',
  running: 'Running…',
  waiting: 'Another cell is running. Stop it first, or wait.',
  stopped: 'Stopped. What this cell had defined is gone.',
  resetDone: 'The code is as it was.',
  undone: 'Your code is back.',
  unsaved: 'This browser keeps no changes: your code is lost when you leave the page.',
  finished: (milliseconds: number, tensors: number, bytes: number, peakBytes: number) =>
    `Finished in ${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms; ` +
    `${String(tensors)} ${tensors === 1 ? 'tensor' : 'tensors'} left (${formatBytes(bytes)}), ` +
    `at most ${formatBytes(peakBytes)} held.`,
  failed: (line: number | undefined) =>
    line === undefined ? 'Ended with an error.' : `Ended with an error at line ${String(line)}.`,
  unrun: 'A cell above has not run. If the name is from there, press “Run all above”.',
  above: (label: string) => `Not run: the cell “${label}” above ended with an error.`,
  aboveDone: (count: number) =>
    count === 1 ? 'The cell above has run.' : `The ${String(count)} cells above have run.`,
  cut: 'The output is cut here: the program wrote more than a page can hold.',
  unavailable: 'The code runner could not be loaded. Are you offline?',
  place: (line: number, column: number) => `Line ${String(line)}, column ${String(column)}`,
  placeIn: (label: string, line: number, column: number) =>
    `“${label}”, line ${String(line)}, column ${String(column)}`,
  shape: (shape: readonly number[], dtype: string) =>
    dtype === 'array' ? `array [${shape.join(', ')}]` : `${dtype} [${shape.join(', ')}]`,
  slice: (index: readonly number[]) => `[${index.join(', ')}]`,
  row: (index: number) => `row ${String(index)}`,
  hidden: (shown: number, all: number) => `${String(shown)} of ${String(all)} numbers shown`,
  origins: {
    thrown: (text) => text,
    rejected: (text) => `A promise was rejected, and nothing handled it: ${text}`,
    uncaught: (text) => `A callback threw, and nothing caught it: ${text}`,
  } satisfies Record<Origin, (text: string) => string>,
  plot: {
    title: 'Plot',
    values: 'values',
    x: 'x',
    table: 'The numbers of the plot',
    curve: (name: string, count: number, from: string, to: string, low: string, high: string) =>
      `${name}: ${String(count)} ${count === 1 ? 'point' : 'points'}, from ${from} to ${to}, ` +
      `between ${low} and ${high}.`,
    hidden: (shown: number, all: number) => `${String(shown)} of ${String(all)} rows shown`,
  },
  lesson: {
    label: 'All code of this lesson',
    runAll: 'Run all',
    restart: 'Restart',
    restarted: 'Nothing has run now. Your code is as it was.',
    notebook: 'Download as Jupyter notebook',
    script: 'Download as .ts',
    about: 'Both hold your version of the code. The .ts runs in Node 24: node <file>.',
    preparing: 'Preparing the download…',
    ready: (file: string) => `${file} is downloaded.`,
    unavailable: 'The library could not be loaded. Are you offline?',
  },
  levels: { log: '', info: '', debug: '', warn: 'Warning: ', error: 'Error: ' },
  verdicts: {
    'no-start': 'The code runner did not start.',
    timeout: 'Stopped by the page: the program ran for more than 10 seconds.',
    died: 'The browser ended the program. It probably asked for too much memory.',
    flood: 'Stopped by the page: the program sent too many messages.',
  } satisfies Record<Verdict, string>,
  problems: {
    syntax: (got) => `Syntax error: ${got}`,
    'too-deep': () => 'The code is nested too deep to be read.',
    'too-long': (got) => `A cell takes 100,000 characters; this code has ${got}.`,
    enum: reject('an enum', 'a const object or a union of strings'),
    namespace: reject('a namespace', 'a plain object or functions'),
    decorator: reject('a decorator', 'a plain function call'),
    'parameter-property': reject(
      'a modifier on a constructor parameter',
      'a field and an assignment in the constructor',
    ),
    accessor: reject('an accessor field', 'a get and a set method'),
    'angle-assertion': reject('a type assertion in angle brackets', '`value as Type`'),
    import: reject(
      'an import',
      'the globals: tf, model, world, show, plot and console are there already',
    ),
    export: reject('an export', 'a plain declaration: later cells see it'),
    'split-type': (got) =>
      `Wanted the type on the same line as the code around it; got a line break: ${got}`,
  } satisfies Record<ProblemKind, (got: string) => string>,
} as const;

function reject(feature: string, wanted: string): (got: string) => string {
  return (got) => `A cell does not take ${feature}. Wanted ${wanted}; got: ${got}`;
}

function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} B`;
  const units = bytes < 1024 ** 2 ? (['KiB', 1024] as const) : (['MiB', 1024 ** 2] as const);
  return `${(bytes / units[1]).toFixed(1)} ${units[0]}`;
}

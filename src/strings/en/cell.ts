import type { ProblemKind } from '../../notebook/typescript/problem.ts';
import type { Verdict } from '../../notebook/sandbox/watchdog.ts';

/** What a code cell says, in English. */
export const cellStrings = {
  code: (label: string) => `Code: ${label}`,
  keys: 'Ctrl+Enter or ⌘+Enter runs the code. Tab leaves the editor.',
  run: 'Run',
  stop: 'Stop',
  reset: 'Reset code',
  edited: 'edited',
  output: 'Output',
  result: 'Value of the last expression',
  noScript: 'Running this code needs JavaScript.',
  recorded: 'Output, recorded when the course was built',
  loading: 'Loading…',
  running: 'Running…',
  stopped: 'Stopped.',
  resetDone: 'The code is as it was.',
  finished: (milliseconds: number, tensors: number, bytes: number) =>
    `Finished in ${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms; ` +
    `${String(tensors)} ${tensors === 1 ? 'tensor' : 'tensors'} left (${formatBytes(bytes)}).`,
  failed: (line: number | undefined) =>
    line === undefined ? 'Ended with an error.' : `Ended with an error at line ${String(line)}.`,
  cut: 'The output is cut here: the program wrote more than a page can hold.',
  unavailable: 'The code runner could not be loaded. Are you offline?',
  place: (line: number, column: number) => `Line ${String(line)}, column ${String(column)}`,
  shape: (shape: readonly number[], dtype: string) =>
    dtype === 'array' ? `array [${shape.join(', ')}]` : `${dtype} [${shape.join(', ')}]`,
  slice: (index: readonly number[]) => `[${index.join(', ')}]`,
  row: (index: number) => `row ${String(index)}`,
  hidden: (shown: number, all: number) => `${String(shown)} of ${String(all)} numbers shown`,
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
    import: reject('an import', 'the globals: tf, model, show and console are there already'),
    export: reject('an export', 'a plain declaration: a cell is one program'),
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

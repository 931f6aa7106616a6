import { existsSync, readFileSync } from 'node:fs';

/**
 * What the cells of a lesson put out when they were recorded, one text file a lesson:
 *
 *     === The label of the first cell
 *     its output, line by line
 *     === The label of the second
 *     …
 *
 * `npx vitest run tests/unit/content -u` writes them, and without `-u` compares.
 */
export interface Recorded {
  readonly label: string;
  readonly output: string;
}

const HEAD = '=== ';

/** Where the record of a lesson is, below `src/content`. */
export function recordOf(lesson: string): string {
  return `recorded/${lesson}.out`;
}

export function parseRecord(text: string): readonly Recorded[] {
  const parts = `\n${text}`.split(`\n${HEAD}`).slice(1);
  return parts.map((part) => {
    const [label = '', ...lines] = part.split('\n');
    return { label, output: lines.join('\n').trimEnd() };
  });
}

export function formatRecord(cells: readonly Recorded[]): string {
  return cells.map(({ label, output }) => `${HEAD}${label}\n${output}\n`).join('');
}

/** The recorded outputs of a lesson by the labels of its cells: none if nothing is recorded. */
export function readRecord(content: URL, lesson: string): ReadonlyMap<string, string> {
  const file = new URL(recordOf(lesson), content);
  if (!existsSync(file)) return new Map();
  const cells = parseRecord(readFileSync(file, 'utf8'));
  return new Map(cells.map(({ label, output }) => [label, output]));
}

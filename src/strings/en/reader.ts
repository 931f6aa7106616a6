import type { FileProblem } from '../../reader/file.ts';
import type { Keeping } from '../../reader/log.ts';

const number = (value: number) => value.toLocaleString('en-US');

/** `1 entry`, `2 entries` */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** What is said of the reader's data, in English. */
export const readerStrings = {
  export: 'Export my data',
  aside: (count: number) =>
    `${countOf(count, 'entry', 'entries')} in your browser could not be read. ${count === 1 ? 'It is' : 'They are'} set aside: nothing else is affected, and nothing was removed.`,
  downloadAside: 'Download what was set aside',
  dropAside: 'Remove it from this browser',
  /** How well the entries are kept; nothing to say if they are. */
  keeping: (keeping: Keeping): string => {
    switch (keeping.kind) {
      case 'kept':
        return '';
      case 'denied':
        return 'Your browser lets this site keep nothing. What you do here lasts until you leave this page.';
      case 'full':
        return `Your browser has no room left for this site. ${countOf(keeping.waiting, 'entry', 'entries')} of yours ${keeping.waiting === 1 ? 'is' : 'are'} in this page only, until you leave it.`;
    }
  },
} as const;

export function sayFileProblem(problem: FileProblem): string {
  switch (problem.kind) {
    case 'too-long':
      return `The file has ${number(problem.got)} characters; at most ${number(problem.most)} are read. Nothing was taken in.`;
    case 'not-json':
      return 'The file is no JSON. Pick the one that you exported here. Nothing was taken in.';
    case 'not-ours':
      return 'The file is no export of this course. Pick the one that you exported here. Nothing was taken in.';
    case 'version':
      return `The file is of version ${problem.got}, and this page reads version ${problem.wanted}. Reload the page, and try again. Nothing was taken in.`;
  }
}

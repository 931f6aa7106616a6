import { isGrid, isList } from '../../src/notebook/judge/value.ts';
import type { Value } from '../../src/notebook/judge/value.ts';
import { wrongCode } from '../../src/notebook/judge/wrong.ts';
import type { Folder } from './load.ts';

/** What is wrong with how an exercise is written. */
export function checkFolder({ wrong, solution }: Folder): string[] {
  const ids = new Set(wrong.map(({ id }) => id));
  return [
    ...(wrong.length < 6 || wrong.length > 12
      ? [`wanted 6 to 12 wrong answers, got ${wrong.length}`]
      : []),
    ...(ids.size < wrong.length ? ['two wrong answers have the same id'] : []),
    ...wrong
      .filter(({ says }) => !says.endsWith('.'))
      .map(({ id, says }) => `wrong answer ${id}: wanted a sentence, got ${says}`),
    ...wrong.flatMap((each) => problemOf(() => wrongCode(each, solution))),
  ];
}

function problemOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** A number that is not finite could be met by a wrong answer that is not finite either. */
export function checkExpected(expected: readonly Value[]): string[] {
  return expected.flatMap((value, at) =>
    numbersOf(value).every(Number.isFinite)
      ? []
      : [`case ${at + 1}: the expected value is not finite`],
  );
}

function numbersOf(value: Value): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object') return [];
  if (isGrid(value)) return Array.from(value.data);
  return (isList(value) ? value : Object.values(value)).flatMap(numbersOf);
}

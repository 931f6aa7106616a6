import { beforeAll, expect, it } from 'vitest';
import { loadExercises } from '../../../scripts/exercises/load.ts';
import { readTypes } from './cell-types.ts';

const folders = loadExercises();

let problemsOf: (name: string) => string[];
beforeAll(() => {
  const cells = folders.flatMap(({ id, stub, solution, reference }) =>
    Object.entries({ stub, solution, reference }).map(
      ([name, code]) => [`${id}-${name}`, code] as const,
    ),
  );
  problemsOf = readTypes(new Map(cells));
}, 120_000);

it.each(folders)('$id: stub, solution and reference have types that are right', ({ id }) => {
  const problems = ['stub', 'solution', 'reference'].flatMap((name) => problemsOf(`${id}-${name}`));
  expect(problems).toEqual([]);
});

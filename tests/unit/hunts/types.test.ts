import { load } from 'js-yaml';
import { beforeAll, expect, it } from 'vitest';
import { loadHunts } from '../../../scripts/hunts/load.ts';
import { readTypes } from '../exercises/cell-types.ts';

const folders = loadHunts(load);

let problemsOf: (name: string) => string[];
beforeAll(() => {
  const cells = folders.flatMap(({ id, stub, solution, reference, evidenceCode }) => {
    // The evidence runs behind the code, in a scope of its own.
    const evidence = `${solution}\nfunction evidence() {\n${evidenceCode}\n}\n`;
    return Object.entries({ broken: stub, fixed: solution, reference, evidence }).map(
      ([name, code]) => [`${id}-${name}`, code] as const,
    );
  });
  problemsOf = readTypes(new Map(cells));
}, 120_000);

it.each(folders)('$id: its code and its evidence have types that are right', ({ id }) => {
  const names = ['broken', 'fixed', 'reference', 'evidence'];
  expect(names.flatMap((name) => problemsOf(`${id}-${name}`))).toEqual([]);
});

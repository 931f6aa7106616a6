/** The check of all exercises, as a program of its own: see `scripts/exercises.mjs`. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { examine } from './examine.ts';
import { loadExercises } from './load.ts';
import { printFinding, printTotal } from './print.ts';
import { openHere } from './session.ts';
import { checkTwin, writeCases } from './twins.ts';
import { SEEDS } from './seeds.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    root: { type: 'string', default: '.' },
    cases: { type: 'string' },
    every: { type: 'string', default: '1' },
  },
});

const folders = loadExercises(values.only);
if (values.cases === undefined) void check();
else for (const folder of folders) writeCases(folder, values.cases);

async function check(): Promise<void> {
  const options = { seeds: SEEDS, every: Number(values.every) };
  const results = [];
  for (const folder of folders) {
    const finding = await examine(folder, openHere, options);
    const twin = await checkTwin(folder, openHere, values.root);
    printFinding(finding, twin);
    results.push({ finding, twin });
  }
  process.exitCode = printTotal(results) ? 0 : 1;
}

// `npm run questions:check`: is every question sound? 1,000 draws of each generator; `--draws=50`
// takes fewer. Then what could be guessed, as a table.
import './lib/need-node.mjs';
import process from 'node:process';

const { runnerImport } = await import('vite');
const { root } = await import('./lib/paths.mjs');
const { runTool } = await import('./lib/run.mjs');
const { table } = await import('./lib/table.mjs');

/** @typedef {typeof import('../tests/unit/interview/bank/report.ts')} Report */

const [, draws = '1000'] = /^--draws=(\d+)$/.exec(process.argv[2] ?? '') ?? [];

const loaded = await runnerImport(`${root}tests/unit/interview/bank/report.ts`, {
  configFile: false,
  root,
});
const { reportBank } = /** @type {Report} */ (loaded.module);
for (const rows of reportBank()) console.log(`${table(rows)}\n`);

const { ok, output } = await runTool('vitest', ['run', 'tests/unit/interview', '--reporter=dot'], {
  env: { QUESTION_DRAWS: draws, NO_COLOR: '1' },
});
const [summary = 'no summary'] = /(?<=Tests +)\d+.*/.exec(output) ?? [];
console.log(ok ? `${summary}, ${draws} draws of each generator` : output);
process.exitCode = ok ? 0 : 1;

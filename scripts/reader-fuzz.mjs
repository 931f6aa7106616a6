// `npm run reader:fuzz [files]`: reads damaged files of a reader's data, 80,000 unless told
// otherwise, and says what came of it.
import './lib/need-node.mjs';
import process from 'node:process';

const { runnerImport } = await import('vite');
const { root } = await import('./lib/paths.mjs');

/** @typedef {typeof import('../tests/unit/reader/fuzz.ts')} Fuzz */

const files = Number(process.argv[2] ?? 80_000);
const loaded = await runnerImport(`${root}tests/unit/reader/fuzz.ts`, { configFile: false, root });
const { fuzzImports } = /** @type {Fuzz} */ (loaded.module);

const { read, entries, ...defects } = fuzzImports(files, 1_000_000);
console.log(`${files} damaged files, ${read} of them read in part, ${entries} entries taken in`);
for (const [what, found] of Object.entries(defects)) {
  if (!Array.isArray(found)) continue;
  console.log(`${what}: ${found.length}`);
  for (const line of found.slice(0, 10)) console.log(`  ${line}`);
  if (found.length > 0) process.exitCode = 1;
}

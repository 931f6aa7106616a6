// `npm run exercises:check [-- --only <id>]`: judges all that is known of the exercises, and lets
// the cheats try. `npm run exercises:twins` first runs the Python twins, which wants `.venv-oracle`:
// see `training/oracle`.
import './lib/need-node.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const { root } = await import('./lib/paths.mjs');
const { buildTrainer } = await import('../training/build.mjs');
const { buildRuntime } = await import('../src/notebook/build/runtime-plugin.mjs');

const twins = process.argv.includes('--twins');
const args = process.argv.slice(2).filter((arg) => arg !== '--twins');
const folder = mkdtempSync(join(tmpdir(), 'exercises-'));
try {
  const program = await buildTrainer('scripts/exercises/main.ts', folder);
  process.exitCode = (twins ? runTwins(program) : 0) || (await check(program));
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {string} program */
async function check(program) {
  if (args.includes('--only')) return start(program, args);
  const runtime = join(folder, 'runtime.js');
  writeFileSync(runtime, await buildRuntime('exercise-main.ts'));
  return start(program, ['--runtime', runtime, ...args]);
}

/** @param {string} program */
function runTwins(program) {
  const cases = join(folder, 'cases');
  const python = join(root, '.venv-oracle/bin/python');
  return (
    start(program, ['--cases', cases, ...args]) ||
    run(python, [join(root, 'training/oracle/exercises.py'), cases])
  );
}

/**
 * @param {string} program
 * @param {string[]} rest
 */
function start(program, rest) {
  return run(process.execPath, ['--no-warnings', program, '--root', root, ...rest]);
}

/**
 * @param {string} command
 * @param {string[]} rest
 */
function run(command, rest) {
  return spawnSync(command, rest, { stdio: 'inherit' }).status ?? 1;
}

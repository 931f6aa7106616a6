// `npm run exercises:check [-- --only <id>]`: judges all that is known of the exercises. With
// `--twins` first runs their Python twins, which wants `.venv-oracle`: see `training/oracle`.
import './lib/need-node.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const { root } = await import('./lib/paths.mjs');
const { buildTrainer } = await import('../training/build.mjs');

const args = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'exercises-'));
try {
  const program = await buildTrainer('scripts/exercises/main.ts', folder);
  process.exitCode = args.includes('--twins') ? runTwins(program) : check(program, args);
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {string} program @param {string[]} rest */
function check(program, rest) {
  return run(process.execPath, ['--no-warnings', program, '--root', root, ...rest]);
}

/** @param {string} program */
function runTwins(program) {
  const rest = args.filter((arg) => arg !== '--twins');
  const cases = join(folder, 'cases');
  const python = join(root, '.venv-oracle/bin/python');
  return (
    check(program, ['--cases', cases, ...rest]) ||
    run(python, [join(root, 'training/oracle/exercises.py'), cases]) ||
    check(program, rest)
  );
}

/** @param {string} command @param {string[]} rest */
function run(command, rest) {
  return spawnSync(command, rest, { stdio: 'inherit' }).status ?? 1;
}

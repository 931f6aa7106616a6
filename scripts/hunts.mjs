// `npm run hunts:check [-- --only <id>] [--say]`: judges the broken code, the fixed code and the
// wrong repairs of every bug hunt, and runs its evidence.
import './lib/need-node.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const { buildTrainer } = await import('../training/build.mjs');

const folder = mkdtempSync(join(tmpdir(), 'hunts-'));
try {
  const program = await buildTrainer('scripts/hunts/main.ts', folder);
  const args = ['--no-warnings', program, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

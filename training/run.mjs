// `npm run train -- <model> [--resume] [--steps N]`: trains a text model and puts what ships into
// `public/models`. `npm run models:check`: measures again what the cards say.
import '../scripts/lib/need-node.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const { root } = await import('../scripts/lib/paths.mjs');
const { buildTrainer } = await import('./build.mjs');

const folder = mkdtempSync(join(tmpdir(), 'trainer-'));
try {
  const program = await buildTrainer('training/text/main.ts', folder);
  const wasm = `${root}node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
  const args = ['--no-warnings', program, '--root', root, '--wasm', wasm];
  const { status } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

// `node training/video/run.mjs <program> …`: a program of this folder, such as `dump`.
import '../../scripts/lib/need-node.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const { buildTrainer } = await import('../build.mjs');

const [name = 'dump', ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'video-'));
try {
  const program = await buildTrainer(`training/video/${name}.ts`, folder);
  const { status } = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

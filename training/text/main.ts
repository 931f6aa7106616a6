// The trainer of the text models: bundled and started by `training/run.mjs`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startBackend } from './harness/backend.ts';
import { JOBS, shippedBy } from './jobs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', default: '.' },
    wasm: { type: 'string', default: '' },
    resume: { type: 'boolean', default: false },
    steps: { type: 'string' },
    part: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const { root, resume, steps, part, check } = values;
  const places = {
    run: join(root, '.cache', 'training'),
    models: join(root, 'public', 'models'),
    manifest: join(root, 'src', 'engine', 'models', 'manifest.json'),
  };
  const isShipped = (name: string) => existsSync(join(places.models, shippedBy(name)));
  const all = check ? Object.keys(JOBS).filter(isShipped) : [];
  const names = positionals.length > 0 ? positionals : all;
  const jobs = names.map((name) => JOBS[name]);
  if (jobs.length === 0 || jobs.includes(undefined)) {
    throw new Error(`Name a model: ${Object.keys(JOBS).join(', ')}.`);
  }
  await startBackend(values.wasm);
  for (const job of jobs) {
    if (!job) continue;
    if (check) process.exitCode = (await job.check(places)) ? process.exitCode : 1;
    else {
      const until = steps === undefined ? undefined : Number(steps);
      await job.train(places, { resume, steps: until, part });
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

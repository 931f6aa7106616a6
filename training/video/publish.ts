// node training/video/run.mjs publish [--runs …] [--judged …] [--models …] [--manifest …]
// The card of pocket Sora and what else ships beside the weights that export.py wrote.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startBackend } from '../text/harness/backend.ts';
import { sayFigures } from '../text/harness/say.ts';
import { publishSora } from './card/publish.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '.cache/video/runs' },
    judged: { type: 'string', default: '.cache/video/judged.jsonl' },
    models: { type: 'string', default: 'public/models' },
    manifest: { type: 'string', default: 'src/engine/models/manifest.json' },
  },
});

async function main(): Promise<void> {
  await startBackend('node_modules/@tensorflow/tfjs-backend-wasm/dist/');
  const { bytes, figures, notes } = await publishSora(values);
  console.log(`pocket-sora: ${bytes} bytes; ${sayFigures(figures)}`);
  for (const note of notes) console.log(note);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

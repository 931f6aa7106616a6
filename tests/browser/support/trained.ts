import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { withPolicy } from '../../../scripts/csp.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';
import { serveSite } from '../../../scripts/lib/server.mjs';
import type { ModelFile } from '../../../src/engine/models/manifest.ts';

export interface TrainedSite {
  readonly address: string;
  readonly file: ModelFile;
  readonly bytes: Buffer;
  readonly close: () => Promise<void>;
}

const BASE = '/course/';
const HEAD = '<!doctype html><meta charset="utf-8"><title>Trained</title>';
const source = (file: string) => fileURLToPath(new URL(`../trained/${file}`, import.meta.url));
const shared = { configFile: false, root, logLevel: 'error', publicDir: false } as const;

/** A page with the engine of trained models in a sub-folder, under the course's policy. */
export async function serveTrained(): Promise<TrainedSite> {
  const folder = await mkdtemp(join(tmpdir(), 'trained-'));
  await writeWeights(folder);
  await buildPage(folder);
  const [file] = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as ModelFile[];
  if (!file) throw new Error('no manifest');
  const site = await serveSite({ dist: folder, base: BASE });
  return {
    address: site.address,
    file,
    bytes: await readFile(join(folder, file.path)),
    close: async () => {
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function writeWeights(folder: string): Promise<void> {
  const outDir = join(folder, 'node');
  const ssr = source('weights.ts');
  await build({ ...shared, ssr: { noExternal: true }, build: { outDir, ssr } });
  const { ok, output } = await run(process.execPath, [join(outDir, 'weights.js'), folder]);
  if (!ok) throw new Error(`no weights:\n${output}`);
}

async function buildPage(folder: string): Promise<void> {
  const manifest = join(folder, 'manifest.json');
  await build({
    ...shared,
    base: BASE,
    resolve: { alias: [{ find: /^.*models\/manifest\.json$/, replacement: manifest }] },
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { page: source('page.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const script = `<script type="module" src="${BASE}page.js"></script>`;
  await writeFile(join(folder, 'index.html'), withPolicy(`${HEAD}${script}`));
  await writeFile(join(folder, '404.html'), HEAD);
}

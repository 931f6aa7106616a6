import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';
import { serveSite } from '../../../scripts/lib/server.mjs';

const HEAD = '<!doctype html><meta charset="utf-8"><title>Library</title>';

const source = (file: string) => fileURLToPath(new URL(`../model/${file}`, import.meta.url));

/** Builds the page with the library and its tests, and serves it with the numbers of cpu in Node. */
export async function serveLibrary(): Promise<{ address: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'library-'));
  await writeNumbers(folder);
  await buildPage(folder);
  const site = await serveSite({ dist: folder });
  const close = async () => {
    await site.close();
    await rm(folder, { recursive: true });
  };
  return { address: site.address, close };
}

const shared = { configFile: false, root, logLevel: 'error', publicDir: false } as const;

async function writeNumbers(folder: string): Promise<void> {
  const outDir = join(folder, 'node');
  await build({
    ...shared,
    ssr: { noExternal: true },
    build: { outDir, ssr: source('numbers.ts') },
  });
  const { ok, output } = await run(process.execPath, [join(outDir, 'numbers.js'), folder]);
  if (!ok) throw new Error(`no numbers of cpu:\n${output}`);
}

async function buildPage(folder: string): Promise<void> {
  await build({
    ...shared,
    base: './',
    resolve: { alias: { vitest: source('vitest.ts'), 'node:fs': source('node-fs.ts') } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { page: source('page.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const script = '<link rel="icon" href="data:,"><script type="module" src="page.js"></script>';
  await writeFile(join(folder, 'index.html'), `${HEAD}${script}`);
  await writeFile(join(folder, '404.html'), HEAD);
}

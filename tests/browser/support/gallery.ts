import { svelte } from '@sveltejs/vite-plugin-svelte';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root } from '../../../scripts/lib/paths.mjs';
import { serveSite } from '../../../scripts/lib/server.mjs';

const source = (file: string) => fileURLToPath(new URL(`../widgets/${file}`, import.meta.url));

const PAGE = `<!doctype html>
<html lang="en" data-theme="light">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Widgets</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="page.css">
  <main style="max-width: 54rem; margin-inline: auto; padding: 1rem"><h1>Widgets</h1></main>
  <script type="module" src="page.js"></script>
</html>
`;

/** Builds the widgets of the trained models with an engine that plays along, and serves them. */
export async function serveGallery(): Promise<{ address: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  await buildGallery(folder);
  const site = await serveSite({ dist: folder });
  const close = async () => {
    await site.close();
    await rm(folder, { recursive: true });
  };
  return { address: site.address, close };
}

async function buildGallery(folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    base: './',
    plugins: [svelte({ configFile: false })],
    resolve: {
      alias: [{ find: /^.*\/trained\/shared\.ts$/, replacement: source('fake-engine.ts') }],
    },
    build: {
      outDir: folder,
      minify: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: { page: source('page.ts') },
        output: { entryFileNames: '[name].js', assetFileNames: 'page[extname]' },
      },
    },
  });
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, '404.html'), PAGE);
}

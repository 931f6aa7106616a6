import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';
import { readPages } from './lib/html.mjs';
import { weigh } from './search-weights.mjs';

/**
 * Writes the search index once more, over what Starlight wrote. Pagefind's own writer is a program
 * that is ended as soon as it has answered, and on a busy machine a file was left empty: a build
 * that looked well, with a search that found nothing. Here Pagefind only computes the files.
 * @returns {import('astro').AstroIntegration}
 */
export function searchIndex() {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        const files = await computeIndex(site);
        await rm(join(site, 'pagefind'), { recursive: true, force: true });
        for (const { path, content } of files) {
          const file = join(site, 'pagefind', path);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, content);
        }
        logger.info(`${files.length} files`);
      },
    },
  };
}

/**
 * @param {string} site
 * @returns {Promise<import('pagefind').IndexFile[]>}
 */
async function computeIndex(site) {
  try {
    const { index, errors } = await createIndex();
    if (!index) throw new Error(errors.join('\n'));
    const pages = await readPages(site);
    for (const { path, text } of pages) {
      const added = await index.addHTMLFile({ url: `/${path}`, content: weigh(path, text) });
      if (added.errors.length > 0) throw new Error(added.errors.join('\n'));
    }
    const { files } = await index.getFiles();
    if (pages.length === 0 || files.length === 0) throw new Error('Pagefind found no pages.');
    return files;
  } finally {
    await close();
  }
}

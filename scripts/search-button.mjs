import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readPages } from './lib/html.mjs';

const shown = '<kbd class="sl-hidden md:sl-flex';
const hidden = '<kbd class="sl-hidden';

/**
 * Starlight's search button is named "Search" and shows "Search Ctrl K". Who speaks to the
 * computer says what they see and finds no such button (WCAG 2.5.3, Label in Name; axe counts
 * it on every page). The hint is hidden; the shortcut works, and `aria-keyshortcuts` tells it.
 * @returns {import('astro').AstroIntegration}
 */
export function searchButtonName() {
  return {
    name: 'search-button-name',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        for (const { file, path, text } of await readPages(fileURLToPath(dir))) {
          if (!text.includes('<site-search')) continue;
          if (!text.includes(shown)) throw new Error(`/${path}: Starlight's search has changed.`);
          await writeFile(file, text.replace(shown, hidden));
        }
      },
    },
  };
}

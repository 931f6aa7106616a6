import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { codeGroups } from './scripts/code-groups.mjs';
import { contentSecurityPolicy } from './scripts/csp.mjs';
import { devRequire } from './scripts/dev-require.mjs';
import { licenses } from './scripts/licenses.mjs';
import { checkMathCharacters, mathStylesheet } from './scripts/math-fonts.mjs';
import { readerLog } from './scripts/reader.mjs';
import { searchIndex } from './scripts/search-index.mjs';
import { ranking } from './scripts/search-weights.mjs';
import { lazySearch } from './scripts/search.mjs';
import { cellIslands } from './src/components/cell/integration.ts';
import { liveCells } from './src/components/cell/plugin.ts';
import { mathPlugin } from './src/components/math/plugin.ts';
import { pageScripts } from './src/components/frame/page-scripts.ts';
import { termLinks } from './src/components/term/plugin.ts';
import { courseLessons } from './src/content/course.ts';
import { readGlossary } from './src/content/glossary.ts';
import { readRecord } from './src/content/recorded.ts';
import { sidebar } from './src/content/sidebar.ts';
import { notebookRuntime } from './src/notebook/build/runtime-plugin.mjs';

// A sub-folder to be served from, for example `SITE_BASE=/course npm run build`.
const base = process.env.SITE_BASE ?? '/';

const content = new URL('./src/content/', import.meta.url);
const docs = new URL('docs/', content);
const cells = liveCells({
  docs,
  read: (lesson) => readRecord(content, lesson),
});
const links = termLinks({ docs, pages: courseLessons, terms: readGlossary(content) });

export default defineConfig({
  base,
  // Where the course will be public. Only canonical links and the sitemap use it.
  ...(process.env.SITE_URL ? { site: process.env.SITE_URL } : {}),
  trailingSlash: 'always',
  markdown: {
    processor: satteri({
      features: { math: true },
      mdastPlugins: [cells, links],
      hastPlugins: [mathPlugin],
    }),
  },
  integrations: [
    starlight({
      title: 'From Attention to Sora',
      description:
        'An interactive course: step through the Transformer and Sora-style video diffusion, computed in your own browser.',
      favicon: '/favicon.svg',
      sidebar,
      components: {
        Footer: './src/components/frame/Footer.astro',
        Head: './src/components/frame/Head.astro',
      },
      customCss: [await mathStylesheet(), './src/styles/course.css'],
      pagination: true,
      pagefind: { ranking },
      lastUpdated: false,
    }),
    svelte(),
    cellIslands(),
    devRequire(),
    codeGroups(),
    readerLog(),
    pageScripts(
      '/src/components/frame/early.ts',
      '/src/components/frame/paper.ts',
      '/src/components/math/tie.ts',
      '/src/components/scrollers/scrollers.ts',
      '/src/components/term/dismiss.ts',
    ),
    searchIndex(),
    checkMathCharacters(),
    licenses(),
    contentSecurityPolicy(),
  ],
  vite: {
    plugins: [notebookRuntime(), lazySearch()],
    // A strict policy has no place for data: addresses, so nothing is inlined.
    build: { assetsInlineLimit: 0 },
    // tfjs is imported kernel by kernel from `dist`, which plain Node cannot load.
    resolve: { noExternal: [/^@tensorflow\//] },
    // The banners of tfjs give way to licenses.txt.
    worker: { format: 'es', rolldownOptions: { output: { comments: false } } },
  },
});

import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { mathPlugin } from './src/components/math/plugin.ts';
import { sidebar } from './src/content/sidebar.ts';

// A sub-folder to be served from, for example `SITE_BASE=/course npm run build`.
const base = process.env.SITE_BASE ?? '/';

export default defineConfig({
  base,
  // Where the course will be public. Only canonical links and the sitemap use it.
  ...(process.env.SITE_URL ? { site: process.env.SITE_URL } : {}),
  trailingSlash: 'always',
  markdown: {
    processor: satteri({ features: { math: true }, hastPlugins: [mathPlugin] }),
  },
  integrations: [
    starlight({
      title: 'From Attention to Sora',
      description:
        'An interactive course: step through the Transformer and Sora-style video diffusion, computed in your own browser.',
      favicon: '/favicon.svg',
      sidebar,
      customCss: ['katex/dist/katex.min.css', './src/styles/course.css'],
      pagination: true,
      lastUpdated: false,
    }),
    svelte(),
  ],
  vite: {
    // A strict policy has no place for data: addresses, so nothing is inlined.
    build: { assetsInlineLimit: 0 },
    ssr: { noExternal: [/^@tensorflow\//] },
    worker: { format: 'es' },
  },
});

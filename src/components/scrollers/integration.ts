import type { AstroIntegration } from 'astro';

/** Puts `scrollers.ts` on every page. */
export function scrollers(): AstroIntegration {
  return {
    name: 'scrollers',
    hooks: {
      'astro:config:setup': ({ injectScript }) => {
        injectScript('page', `import '/src/components/scrollers/scrollers.ts';`);
      },
    },
  };
}

import type { AstroIntegration } from 'astro';

/** Puts scripts on every page, by their addresses from the root of the project. */
export function pageScripts(...scripts: readonly string[]): AstroIntegration {
  return {
    name: 'page-scripts',
    hooks: {
      'astro:config:setup': ({ injectScript }) => {
        for (const script of scripts) injectScript('page', `import '${script}';`);
      },
    },
  };
}

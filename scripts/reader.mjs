/**
 * Puts the ear of the reader's log on every page: a few lines, which load the log when needed.
 * @returns {import('astro').AstroIntegration}
 */
export function readerLog() {
  return {
    name: 'reader-log',
    hooks: {
      'astro:config:setup': ({ injectScript }) => {
        injectScript('page', `import '/src/components/reader/listen.ts';`);
      },
    },
  };
}

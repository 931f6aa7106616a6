import { createRequire } from 'node:module';

/**
 * tfjs asks for `require` when it runs in Node. A build's bundler gives it one; the development
 * server runs modules as they are, where there is none.
 * @returns {import('astro').AstroIntegration}
 */
export function devRequire() {
  return {
    name: 'dev-require',
    hooks: {
      'astro:server:setup': () => {
        Object.assign(globalThis, { require: createRequire(import.meta.url) });
      },
    },
  };
}

import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ENTRY = fileURLToPath(new URL('../runtime/main.ts', import.meta.url));
const MODULE = 'virtual:notebook-runtime';
const FILE = 'notebook-runtime.js';

/**
 * Gives `virtual:notebook-runtime` the address of the cells' runtime: one classic script, because
 * a worker of opaque origin takes no modules. Built with the site, and on request in `astro dev`.
 *
 * @returns {import('vite').Plugin}
 */
export function notebookRuntime() {
  let base = '/';
  let serving = false;
  return {
    name: 'notebook-runtime',
    configResolved(config) {
      base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      serving = config.command === 'serve';
    },
    configureServer(server) {
      server.middlewares.use(`${base}@${FILE}`, (_request, response, next) => {
        buildRuntime().then((script) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(script);
        }, next);
      });
    },
    resolveId(id) {
      return id === MODULE ? `\0${MODULE}` : undefined;
    },
    async load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      if (serving) return `export default ${JSON.stringify(`${base}@${FILE}`)};`;
      // Only the browser runs cells; the server's build of an island needs a value, not a file.
      if (this.environment.config.consumer !== 'client') return `export default '';`;
      const source = await buildRuntime();
      const file = this.emitFile({ type: 'asset', name: FILE, source });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}

/**
 * Builds the runtime into one script that puts its function under the name `__cell`.
 *
 * @returns {Promise<string>}
 */
export async function buildRuntime() {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['iife'], name: '__cell', fileName: 'runtime' },
      // Readers print functions and classes: their names stay.
      rolldownOptions: { output: { comments: false, keepNames: true } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) {
    const chunk = 'output' in output ? output.output[0] : undefined;
    if (chunk) return chunk.code;
  }
  throw new Error('buildRuntime: wanted one script, got none');
}

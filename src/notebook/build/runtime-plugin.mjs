import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The runtimes by the modules that hold their addresses. */
const RUNTIMES = {
  /** Of the cells. */
  'virtual:notebook-runtime': 'main.ts',
  /** Of the exercises. */
  'virtual:exercise-runtime': 'exercise-main.ts',
};

/**
 * Gives `virtual:notebook-runtime` the address of the cells' runtime and `virtual:exercise-runtime`
 * that of the exercises': one classic script each, because a worker of opaque origin takes no
 * modules. Built with the site, and on request in `astro dev`.
 *
 * @returns {import('vite').Plugin[]}
 */
export function notebookRuntime() {
  return Object.entries(RUNTIMES).map(([module, entry]) => runtimePlugin(module, entry));
}

/**
 * @param {string} module
 * @param {string} entry
 * @returns {import('vite').Plugin}
 */
function runtimePlugin(module, entry) {
  const name = module.replace('virtual:', '');
  const file = `${name}.js`;
  let base = '/';
  let serving = false;
  return {
    name,
    configResolved(config) {
      base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      serving = config.command === 'serve';
    },
    configureServer(server) {
      server.middlewares.use(`${base}@${file}`, (_request, response, next) => {
        buildRuntime(entry).then((script) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(script);
        }, next);
      });
    },
    resolveId(id) {
      return id === module ? `\0${module}` : undefined;
    },
    async load(id) {
      if (id !== `\0${module}`) return undefined;
      if (serving) return `export default ${JSON.stringify(`${base}@${file}`)};`;
      // Only the browser runs cells; the server's build of an island needs a value, not a file.
      if (this.environment.config.consumer !== 'client') return `export default '';`;
      const source = await buildRuntime(entry);
      const asset = this.emitFile({ type: 'asset', name: file, source });
      return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
    },
  };
}

/**
 * Builds a runtime into one script that puts its function under the name `__cell`.
 *
 * @param {string} [entry] below `../runtime`
 * @returns {Promise<string>}
 */
export async function buildRuntime(entry = 'main.ts') {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL(`../runtime/${entry}`, import.meta.url)),
        formats: ['iife'],
        name: '__cell',
        fileName: 'runtime',
      },
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

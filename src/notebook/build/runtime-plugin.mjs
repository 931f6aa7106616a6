import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * A file that a page fetches when it needs it.
 * @typedef {object} Fetched
 * @property {string} file its name
 * @property {string} type
 * @property {() => Promise<string>} make
 */

const script = 'text/javascript';

/**
 * The files by the modules that hold their addresses.
 * @type {Record<string, Fetched>}
 */
const FILES = {
  'virtual:notebook-runtime': {
    file: 'notebook-runtime.js',
    type: script,
    make: () => buildRuntime('main.ts'),
  },
  'virtual:exercise-runtime': {
    file: 'exercise-runtime.js',
    type: script,
    make: () => buildRuntime('exercise-main.ts'),
  },
  'virtual:notebook-library': {
    file: 'notebook-library.js',
    type: script,
    make: () => buildRuntime('library.ts', 'es'),
  },
  'virtual:notebook-docs': {
    file: 'notebook-docs.json',
    type: 'application/json',
    make: async () => JSON.stringify((await import('./docs.ts')).readDocs()),
  },
};

/**
 * Gives virtual modules the addresses of what reader code runs on and is explained by: the runtimes
 * of the cells and of the exercises, one classic script each, because a worker of opaque origin takes
 * no modules; the library of downloaded programs; the table of docstrings. Built with the site, and
 * on request in `astro dev`.
 *
 * @returns {import('vite').Plugin[]}
 */
export function notebookRuntime() {
  return Object.entries(FILES).map(([module, fetched]) => filePlugin(module, fetched));
}

/**
 * @param {string} module
 * @param {Fetched} fetched
 * @returns {import('vite').Plugin}
 */
function filePlugin(module, { file, type, make }) {
  let base = '/';
  let serving = false;
  return {
    name: module.replace('virtual:', ''),
    configResolved(config) {
      base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      serving = config.command === 'serve';
    },
    configureServer(server) {
      server.middlewares.use(`${base}@${file}`, (_request, response, next) => {
        make().then((text) => {
          response.setHeader('Content-Type', type);
          response.end(text);
        }, next);
      });
    },
    resolveId(id) {
      return id === module ? `\0${module}` : undefined;
    },
    async load(id) {
      if (id !== `\0${module}`) return undefined;
      if (serving) return `export default ${JSON.stringify(`${base}@${file}`)};`;
      // Only the browser fetches them; the server's build of an island needs a value, not a file.
      if (this.environment.config.consumer !== 'client') return `export default '';`;
      const asset = this.emitFile({ type: 'asset', name: file, source: await make() });
      return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
    },
  };
}

/** @param {string} name */
function runtimeFile(name) {
  return fileURLToPath(new URL(`../runtime/${name}`, import.meta.url));
}

/**
 * Builds a runtime into one script that puts its function under the name `__cell`, or into one module.
 *
 * @param {string} [entry] below `../runtime`
 * @param {'iife' | 'es'} [format]
 * @returns {Promise<string>}
 */
export async function buildRuntime(entry = 'main.ts', format = 'iife') {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: runtimeFile(entry),
        formats: [format],
        name: '__cell',
        fileName: 'runtime',
      },
      // Readers print functions and classes: their names stay.
      rolldownOptions: {
        output: { comments: false, keepNames: true },
        ...(format === 'es' && { external: ['node:util'] }),
      },
    },
    // What tfjs asks of Node is in the module that runs there.
    ...(format === 'es' && { resolve: { alias: { util: runtimeFile('util.ts') } } }),
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) {
    const chunk = 'output' in output ? output.output[0] : undefined;
    if (chunk) return chunk.code;
  }
  throw new Error('buildRuntime: wanted one script, got none');
}

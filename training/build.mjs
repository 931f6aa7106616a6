import { build } from 'vite';
import { root } from '../scripts/lib/paths.mjs';

/**
 * A trainer as one program for Node: plain Node cannot load tfjs kernel by kernel.
 * @param {string} entry below the root
 * @param {string} folder where it goes
 * @returns {Promise<string>} the program
 */
export async function buildTrainer(entry, folder) {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    resolve: { mainFields: ['module', 'main'] },
    build: {
      ssr: `${root}${entry}`,
      outDir: folder,
      minify: false,
      target: 'node22',
      rolldownOptions: { output: { entryFileNames: 'trainer.cjs', format: 'cjs' } },
    },
  });
  return `${folder}/trainer.cjs`;
}

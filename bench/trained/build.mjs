import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../scripts/lib/paths.mjs';
import { copyOrt } from '../model/build.mjs';

/** @typedef {import('../../src/engine/models/manifest.ts').ModelFile} ModelFile */
/** @typedef {import('./page.ts').Graphs} Graphs */

const cache = `${root}.cache/bench`;

/** @returns {ModelFile[]} the models that ship */
export function published() {
  return JSON.parse(readFileSync(`${root}src/engine/models/manifest.json`, 'utf8'));
}

/**
 * A page with the trained models, the graphs of the same weights and what runs those.
 * @param {string} folder
 */
export async function buildPage(folder) {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: `${root}public`,
    worker: { format: 'es' },
    build: {
      outDir: folder,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { page: `${root}bench/trained/page.ts` },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const head = '<!doctype html><meta charset="utf-8"><title>Bench</title>';
  writeFileSync(join(folder, 'index.html'), `${head}<script type="module" src="page.js"></script>`);
  writeFileSync(join(folder, '404.html'), head); // for the icon that the browser asks for
  copyOrt(folder);
  if (existsSync(cache)) cpSync(cache, join(folder, 'graphs'), { recursive: true });
}

/**
 * Where the graphs are of the weights that ship, below the page: empty where there are none.
 * @param {ModelFile[]} files
 * @returns {Graphs}
 */
export function findGraphs(files) {
  /** @param {string} name @param {string[]} graphs */
  const of = (name, ...graphs) => {
    const version = files.find((file) => file.name === name)?.version;
    const isThere = version && graphs.every((graph) => existsSync(`${cache}/${version}/${graph}`));
    return isThere ? `graphs/${version}` : '';
  };
  return {
    translator: of('translator', 'encoder.onnx', 'decoder.onnx'),
    reader: of('reader', 'reader.onnx'),
    sora: of('pocket-sora', 'dit.onnx', 'codec.onnx'),
  };
}

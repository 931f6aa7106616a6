import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { root } from '../../scripts/lib/paths.mjs';

const peersFolder = `${root}bench/peers`;
const tfjsFolder = `${root}node_modules/@tensorflow/tfjs-backend-wasm/dist`;

/**
 * Where things are for a program that runs the contests; empty for a peer that is not there.
 * @typedef {{ tfjs: string, ort: string, jax: string }} Places
 */

/**
 * Installs the peers on first use, beside the project, whose own installation stays small.
 * @returns {boolean} whether they are there
 */
export function installPeers() {
  if (existsSync(`${peersFolder}/node_modules`)) return true;
  const args = ['ci', '--no-audit', '--no-fund', '--prefix', peersFolder];
  return (
    spawnSync('npm', args, { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0
  );
}

/** @returns {Places} */
export function placesInNode() {
  return {
    tfjs: `${tfjsFolder}/`,
    ort: ifThere(`${peersFolder}/node_modules/onnxruntime-web/dist/ort.node.min.mjs`),
    jax: ifThere(`${peersFolder}/node_modules/@jax-js/jax/dist/index.js`),
  };
}

/** @param {string} path */
function ifThere(path) {
  return existsSync(path) ? path : '';
}

/**
 * The contests as one program for Node, and as a page with what it loads.
 * @param {string} folder
 */
export async function buildContests(folder) {
  const common = {
    configFile: /** @type {const} */ (false),
    root,
    logLevel: /** @type {const} */ ('error'),
    publicDir: /** @type {const} */ (false),
  };
  await build({
    ...common,
    ssr: { noExternal: true },
    resolve: { mainFields: ['module', 'main'] },
    build: {
      ssr: `${root}bench/model/node.ts`,
      outDir: join(folder, 'node'),
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'contests.cjs', format: 'cjs' } },
    },
  });
  const page = join(folder, 'page');
  await build({
    ...common,
    build: {
      outDir: page,
      rolldownOptions: {
        input: `${root}bench/model/page.ts`,
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  writePage(page);
}

/** @param {string} page */
function writePage(page) {
  const head = '<!doctype html><meta charset="utf-8"><title>Bench</title>';
  writeFileSync(join(page, 'index.html'), `${head}<script type="module" src="page.js"></script>`);
  writeFileSync(join(page, '404.html'), head); // for the icon that the browser asks for
  const copies = [
    [`${tfjsFolder}/tfjs-backend-wasm-simd.wasm`, 'tfjs'],
    [`${tfjsFolder}/tfjs-backend-wasm.wasm`, 'tfjs'],
  ];
  for (const [from = '', to = ''] of copies) copyInto(join(page, to), from);
  copyOrt(page);
  const jax = `${peersFolder}/node_modules/@jax-js/jax/dist`;
  if (existsSync(jax)) cpSync(jax, join(page, 'jax'), { recursive: true });
}

/**
 * What a page needs of onnxruntime-web, if it is there.
 * @param {string} page
 */
export function copyOrt(page) {
  const files = ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
  for (const file of files) {
    copyInto(join(page, 'ort'), `${peersFolder}/node_modules/onnxruntime-web/dist/${file}`);
  }
}

/**
 * @param {string} folder
 * @param {string} file copied if it is there
 */
function copyInto(folder, file) {
  mkdirSync(folder, { recursive: true });
  if (existsSync(file)) cpSync(file, join(folder, basename(file)));
}

/** @returns {Places} addresses below the page */
export function placesInPage() {
  const { ort, jax } = placesInNode();
  return { tfjs: 'tfjs/', ort: ort && 'ort/ort.wasm.min.mjs', jax: jax && 'jax/index.js' };
}

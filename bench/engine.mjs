// The engine alone, without a page around it: what its two possible backends weigh and take, in
// Node and in a browser. Part of `npm run bench`; alone: `npx node bench/engine.mjs`.
import '../scripts/lib/need-node.mjs';
import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { browserArgs, findBrowser } from '../scripts/find-browser.mjs';
import { root } from '../scripts/lib/paths.mjs';
import { serveSite } from '../scripts/lib/server.mjs';
import { table } from '../scripts/lib/table.mjs';
import { median, milliseconds, quantile } from './statistics.mjs';

/** @typedef {import('./parts.mjs').Figure} Figure */
/** @typedef {import('./engine-node.mjs').NodeTimes} NodeTimes */
/** @typedef {import('./engine-page.ts').Timed} Timed */
/** @typedef {{ time: (backend: string, runs: number) => Promise<Timed> }} BenchPage */

const backends = /** @type {const} */ (['cpu', 'wasm']);
const coldRuns = 7;
const warmRuns = 200;

/** @returns {Promise<Figure[]>} */
export async function measureEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'engine-bench-'));
  try {
    await buildPage(folder);
    return [...weigh(folder), ...timeNode(), ...(await timeBrowser(folder))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Builds a page with both engines, the workers as the site has them.
 * @param {string} folder
 */
async function buildPage(folder) {
  const output = { entryFileNames: '[name].js', comments: false };
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      assetsInlineLimit: 0,
      rolldownOptions: { input: { page: `${root}bench/engine-page.ts` }, output },
    },
    worker: { format: 'es', rolldownOptions: { output: { comments: false } } },
  });
  const head = '<!doctype html><meta charset="utf-8"><title>Bench</title>';
  const page = `${head}<script type="module" src="page.js"></script>`;
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, '404.html'), head); // for the icon that the browser asks for
}

/**
 * @param {string} folder
 * @returns {Figure[]}
 */
function weigh(folder) {
  const files = readdirSync(join(folder, 'assets'));
  const total = (/** @type {RegExp} */ wanted) =>
    files
      .filter((file) => wanted.test(file))
      .map((file) => brotliCompressSync(readFileSync(join(folder, 'assets', file))).length)
      .reduce((sum, bytes) => sum + bytes, 0);
  return [
    { what: 'worker with cpu: bytes', value: kilobytes(total(/^worker-/)), target: '≤ 190 KB' },
    { what: 'worker with wasm: bytes', value: kilobytes(total(/wasm/)) },
    {
      what: 'worker of the trained models: bytes',
      value: kilobytes(total(/^trained-worker-|\.wasm$/)),
    },
    { what: 'the same: WebAssembly in it', value: kilobytes(total(/\.wasm$/)) },
  ];
}

/** @returns {Figure[]} */
function timeNode() {
  return backends.flatMap((backend) => {
    const cold = Array.from({ length: coldRuns }, () => runNode(backend, 0).cold);
    const { sizes, leaked } = runNode(backend, warmRuns);
    const traced = Object.entries(sizes).map(([size, { traced, untraced }]) => ({
      what: `Node, ${backend}, ${size}: traced ÷ untraced`,
      value: (median(traced) / median(untraced)).toFixed(2),
      target: '≤ 1.3',
    }));
    const warm = Object.entries(sizes).flatMap(([size, { warm }]) =>
      warmFigures(`Node, ${backend}, ${size}`, warm),
    );
    return [
      { what: `Node, ${backend}: first run`, value: milliseconds(median(cold)) },
      ...warm,
      ...traced,
      {
        what: `Node, ${backend}: tensors leaked in 500 runs`,
        value: String(leaked),
        target: '0',
      },
    ];
  });
}

/**
 * @param {string} backend
 * @param {number} runs
 * @returns {NodeTimes}
 */
function runNode(backend, runs) {
  const script = fileURLToPath(new URL('engine-node.mjs', import.meta.url));
  const args = ['--no-warnings', script, backend, String(runs)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/**
 * @param {string} folder
 * @returns {Promise<Figure[]>}
 */
async function timeBrowser(folder) {
  const site = await serveSite({ dist: folder });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs });
  /** @param {string} backend @param {number} runs */
  const timeOnce = async (backend, runs) => {
    const context = await browser.newContext(); // an empty cache
    try {
      const page = await context.newPage();
      await page.goto(site.address, { waitUntil: 'networkidle' });
      return await page.evaluate(
        ([backend, runs]) =>
          /** @type {BenchPage} */ (/** @type {unknown} */ (globalThis)).time(backend, runs),
        /** @type {const} */ ([backend, runs]),
      );
    } finally {
      await context.close();
    }
  };
  try {
    /** @type {Figure[]} */
    const figures = [];
    for (const backend of backends) figures.push(...(await timeBackend(backend, timeOnce)));
    return figures;
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * @param {string} backend
 * @param {(backend: string, runs: number) => Promise<Timed>} timeOnce
 * @returns {Promise<Figure[]>}
 */
async function timeBackend(backend, timeOnce) {
  const cold = [];
  for (let run = 0; run < coldRuns; run++) cold.push((await timeOnce(backend, 0)).cold);
  const { warm } = await timeOnce(backend, warmRuns);
  return [
    { what: `browser, ${backend}: first trace`, value: milliseconds(median(cold)) },
    ...Object.entries(warm).flatMap(([size, times]) =>
      warmFigures(`browser, ${backend}, ${size}`, times),
    ),
  ];
}

/**
 * @param {string} what
 * @param {readonly number[]} times
 * @returns {Figure[]}
 */
function warmFigures(what, times) {
  return [
    { what: `${what}: median`, value: milliseconds(quantile([...times], 0.5)) },
    { what: `${what}: p95`, value: milliseconds(quantile([...times], 0.95)) },
  ];
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB brotli`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = (await measureEngine()).map(({ what, value, target = '' }) => [what, value, target]);
  console.log(table([['engine', 'measured', 'target'], ...rows]));
}

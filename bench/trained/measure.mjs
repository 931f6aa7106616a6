import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPeers } from '../model/build.mjs';
import { median, milliseconds } from '../statistics.mjs';
import { buildPage, findGraphs, published } from './build.mjs';
import { findGpu, peakMemory, withBenchPage } from './browser.mjs';
import { measureResponsiveness } from './responsive.mjs';

/** @typedef {import('../parts.mjs').Figure} Figure */
/** @typedef {import('../model/race.ts').Race} Race */
/** @typedef {{ bench: import('./page.ts').BenchPage }} BenchGlobal */
/** @typedef {import('./page.ts').Backend} Backend */
/** @typedef {import('./page.ts').TaskName} TaskName */

/**
 * @typedef {object} Task
 * @property {TaskName} name
 * @property {string} what
 * @property {number} warmUp runs that do not count
 * @property {number} runs
 * @property {string} [target]
 */

/**
 * A run of fine-tuning has 200 steps, and each counts.
 * @type {Task[]}
 */
const tasks = [
  { name: 'translate', what: 'translate a caption', warmUp: 5, runs: 30, target: '≤ 300 ms' },
  ...['full', 'frozen', 'lora'].map((name) => ({
    name: /** @type {TaskName} */ (name),
    what: `a step of fine-tuning, ${name}`,
    warmUp: 1,
    runs: 1,
    target: '≤ 40 ms',
  })),
  {
    name: 'sample',
    what: '25 guided steps in the studio',
    warmUp: 2,
    runs: 15,
    target: '≤ 6000 ms on wasm',
  },
  { name: 'sample with each step shown', what: 'the same, each step shown', warmUp: 1, runs: 5 },
];

/** How to make the graphs that are compared with. */
const remedy =
  'no graph of its weights: run .venv-oracle/bin/python bench/trained/graphs.py (training/oracle/README.md)';

/**
 * The trained models as a page runs them, and against ONNX Runtime in the browser.
 * @returns {Promise<Figure[]>}
 */
export async function measureTrained() {
  const folder = mkdtempSync(join(tmpdir(), 'trained-bench-'));
  try {
    const hasPeer = installPeers();
    await buildPage(folder);
    return [
      ...(await timeTasks(folder, 'wasm')),
      ...(await timeOnGpu(folder)),
      ...(hasPeer ? await raceFigures(folder) : [{ what: peer, value: 'could not be installed' }]),
      ...(await measureResponsiveness()),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<Figure[]>}
 */
async function timeOnGpu(folder) {
  /** @type {string | undefined} */
  let gpu;
  await withBenchPage(folder, 'webgl', async (page) => {
    gpu = await findGpu(page);
  });
  if (gpu === undefined) return [{ what: 'webgl', value: 'not measured: no GPU here' }];
  return [{ what: 'webgl', value: gpu }, ...(await timeTasks(folder, 'webgl'))];
}

/**
 * @param {string} folder
 * @param {Backend} backend
 * @returns {Promise<Figure[]>}
 */
async function timeTasks(folder, backend) {
  /** @type {Figure[]} */
  const figures = [];
  for (const task of tasks) {
    const what = `${backend}: ${task.what}`;
    try {
      figures.push(...(await timeTask(folder, backend, task, what)));
    } catch (error) {
      const [reason = ''] = (error instanceof Error ? error.message : '').split('\n', 1);
      figures.push({ what, value: `not measured: ${reason}` });
    }
  }
  return figures;
}

/**
 * @param {string} folder
 * @param {Backend} backend
 * @param {Task} task
 * @param {string} what
 * @returns {Promise<Figure[]>}
 */
async function timeTask(folder, backend, { name, warmUp, runs, target }, what) {
  /** @type {Figure[]} */
  const figures = [];
  await withBenchPage(folder, backend, async (page, browser) => {
    const { times, left, heap } = await page.evaluate(
      ([backend, name, warmUp, runs]) =>
        /** @type {BenchGlobal} */ (/** @type {unknown} */ (globalThis)).bench.time(
          backend,
          name,
          warmUp,
          runs,
        ),
      /** @type {const} */ ([backend, name, warmUp, runs]),
    );
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    const value = `${milliseconds(median(times))} (mean ${milliseconds(mean)})`;
    figures.push(
      { what, value, ...(target && { target }) },
      { what: `${what}: most memory`, value: memory(await peakMemory(browser), heap) },
      { what: `${what}: tensors left`, value: String(left), target: '0' },
    );
  });
  return figures;
}

/**
 * @param {number | undefined} peak of the page's process, in bytes
 * @param {number} heap of WebAssembly, in bytes
 */
function memory(peak, heap) {
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
  const all = peak === undefined ? 'of the page unknown' : megabytes(peak);
  return heap === 0 ? all : `${all}, WebAssembly ${megabytes(heap)} of it`;
}

const peer = 'against onnxruntime-web, one thread';

/**
 * @param {string} folder
 * @returns {Promise<Figure[]>}
 */
async function raceFigures(folder) {
  const graphs = findGraphs(published());
  const missing = Object.entries(graphs).filter(([, path]) => path === '');
  /** @type {Race[]} */
  const races = [];
  await withBenchPage(folder, 'wasm', async (page) => {
    const found = await page.evaluate(
      (graphs) =>
        /** @type {BenchGlobal} */ (/** @type {unknown} */ (globalThis)).bench.race(graphs),
      graphs,
    );
    races.push(...found);
  });
  return [
    ...races.map(raceFigure),
    ...missing.map(([name]) => ({ what: `${peer}: ${name}`, value: remedy })),
  ];
}

/**
 * @param {Race} race
 * @returns {Figure}
 */
function raceFigure({ what, times }) {
  const { ours = NaN, 'onnxruntime-web': theirs = NaN } = times;
  const ratio = (theirs / ours).toFixed(2);
  return {
    what: `one thread: ${what}`,
    value: `${milliseconds(ours)}; ${ratio} × onnxruntime-web (${milliseconds(theirs)})`,
    target: '≥ 0.80 × onnxruntime-web',
  };
}

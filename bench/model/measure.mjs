import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds } from '../statistics.mjs';
import { buildContests, installPeers } from './build.mjs';
import { fitExponent } from './fit.mjs';
import { runTorch, runnerInNode, withRunnerInBrowser } from './run.mjs';

/** @typedef {import('../parts.mjs').Figure} Figure */
/** @typedef {import('./race.ts').Race} Race */
/** @typedef {import('./run.mjs').Runner} Runner */

/**
 * The model library against its peers, side by side, in Node and in a browser.
 * @returns {Promise<Figure[]>}
 */
export async function measureModel() {
  const folder = mkdtempSync(join(tmpdir(), 'model-bench-'));
  try {
    const figures = installPeers() ? [] : [{ what: 'peers', value: 'could not be installed' }];
    await buildContests(folder);
    figures.push(...(await measureIn('Node', runnerInNode(folder))), ...torchFigures());
    await withRunnerInBrowser(folder, async (run) => {
      figures.push(...(await measureIn('browser', run)));
    });
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} where
 * @param {Runner} run
 * @returns {Promise<Figure[]>}
 */
async function measureIn(where, run) {
  const figures = [
    ...(await run('forward')).map(forwardFigure),
    ...(await run('training')).map(trainingFigure),
    ...growthFigures(await run('growth')),
    ...(await run('decoding')).map(decodingFigure),
  ];
  return figures.map(({ what, ...figure }) => ({ what: `${where}: ${what}`, ...figure }));
}

/** @param {Race} race */
function forwardFigure({ what, times, work = NaN }) {
  const { ours = NaN, products = NaN, ...others } = times;
  const peak = `${(work / products / 1e6).toFixed(0)} GFLOP/s`;
  return {
    what: `${what}: forward`,
    value: `${milliseconds(ours)}; ${compare(ours, others)}; its products alone ${milliseconds(products)}, ${peak}`,
    target: what.includes('T 256') ? '≥ 0.80 × onnxruntime-web' : '',
  };
}

/** @param {Race} race */
function trainingFigure({ what, times }) {
  const { ours = NaN, ...others } = times;
  const value = `${milliseconds(ours)}; ${compare(ours, others)}`;
  return { what: `${what}: training step`, value, target: '≥ 3 × stock tfjs' };
}

/**
 * How many times as fast we are as each of the others.
 * @param {number} ours
 * @param {Record<string, number>} others
 */
function compare(ours, others) {
  return Object.entries(others)
    .map(([name, time]) => `${(time / ours).toFixed(2)} × ${name} (${milliseconds(time)})`)
    .join(', ');
}

/** @param {Race[]} races */
function growthFigures(races) {
  const names = Object.keys(races[0]?.times ?? {});
  return names.map((name) => {
    const points = races.map(({ what, times }) => ({
      size: Number(what),
      time: times[name] ?? NaN,
    }));
    const [first, last] = [points[0], points.at(-1)].map((point) =>
      milliseconds(point?.time ?? NaN),
    );
    const large = points.filter(({ size }) => size >= 256);
    const [all, late] = [points, large].map((some) => fitExponent(some).toFixed(2));
    return {
      what: `${name} attention, T from 32 to 1024`,
      value: `${first} to ${last}, grows with T^${all}; from 256 on with T^${late}`,
      target: name === 'windowed' ? 'exponent ≤ 1.15' : '',
    };
  });
}

/** @param {Race} race */
function decodingFigure({ what, times }) {
  const { 'with the cache': cached = NaN, without = NaN } = times;
  const value = `${milliseconds(cached)} with the cache, ${milliseconds(without)} without: ${(without / cached).toFixed(1)} ×`;
  return { what: `decoding, ${what}`, value, target: '≥ 5 ×' };
}

/** @returns {Figure[]} */
function torchFigures() {
  const measured = runTorch();
  if (!measured) return [{ what: 'PyTorch: training step', value: 'no .venv-oracle with torch' }];
  return Object.entries(measured).map(([what, times]) => ({
    what: `PyTorch: ${what}: training step`,
    value: Object.entries(times)
      .map(([threads, time]) => `${milliseconds(time)} on ${threads}`)
      .join(', '),
  }));
}

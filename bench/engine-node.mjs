// Times the engine's forward pass in a fresh Node: `node bench/engine-node.mjs cpu` prints JSON.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import process from 'node:process';
import { forward, initJob, runJob } from '../src/engine/run.ts';
import { recorder } from '../src/model/index.ts';
import { jobs } from './engine-jobs.mjs';

/** @typedef {import('../src/engine/protocol.ts').Job} Job */

/**
 * What one process of one backend measured, in milliseconds.
 * @typedef {object} NodeTimes
 * @property {number} cold the first run
 * @property {number} leaked tensors that `leakRuns` jobs left behind
 * @property {Record<string, { warm: number[], traced: number[], untraced: number[] }>} sizes
 */

const [backend = 'cpu', runs = '200'] = process.argv.slice(2);
const warmUp = 30;
const leakRuns = 500;

/** @param {() => void} run */
function time(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** @param {Job} job */
function timeJob(job) {
  const params = initJob(job);
  const times = Array.from({ length: Number(runs) + warmUp }, () => ({
    warm: time(() => void runJob(job)),
    // In turns, so that what else the machine does burdens both alike.
    untraced: time(() => forward(job, params).dispose()),
    traced: time(() => forward(job, params, recorder().tap).dispose()),
  })).slice(warmUp);
  return {
    warm: times.map(({ warm }) => warm),
    traced: times.map(({ traced }) => traced),
    untraced: times.map(({ untraced }) => untraced),
  };
}

/** How many more tensors there are after many jobs, each on its own weights. */
function countLeaked() {
  const before = tf.memory().numTensors;
  const job = jobs['12 tokens, width 32, 4 heads'];
  for (let seed = 0; seed < leakRuns; seed++) runJob({ ...job, seed });
  return tf.memory().numTensors - before;
}

tf.env().set('IS_TEST', true); // silences the advice to install tfjs-node
if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
const cold = time(() => void runJob(jobs['12 tokens, width 32, 4 heads']));
const sizes = Object.fromEntries(Object.entries(jobs).map(([size, job]) => [size, timeJob(job)]));
const leaked = Number(runs) > 0 ? countLeaked() : 0;
console.log(JSON.stringify({ cold, leaked, sizes }));

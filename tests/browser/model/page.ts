import '../../unit/model/backend.ts';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import basic from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { registerFastKernels } from '../../../src/model/kernels/index.ts';
import { cases } from '../../unit/model/cases.ts';
import type { Case } from '../../unit/model/cases.ts';
import { everything, scaleOf } from '../../unit/model/everything.ts';
import type { Plain } from '../../unit/model/everything.ts';
import { slack } from '../../unit/model/tolerance.ts';
import type { Index } from './numbers.ts';
import { runTests } from './vitest.ts';

export interface Setting {
  readonly backend: 'cpu' | 'wasm' | 'webgl';
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly fastKernels?: boolean;
  /** No gradients. */
  readonly forwardOnly?: boolean;
  /** Only the cases whose name this regular expression finds. */
  readonly only?: string;
}

export interface Outcome {
  /** `case: tensor: what is wrong`, one a line. */
  readonly problems: readonly string[];
  readonly checked: number;
  /** The largest share of its tolerance that a tensor used up, and in which case. */
  readonly closest: { readonly share: number; readonly where: string };
}

/** What the page does for `model.spec.ts`. */
export interface Library {
  /** Switches the backend; returns the bits of a float there, as tfjs sees them. */
  readonly start: (setting: Setting) => Promise<number>;
  /** Compares everything that a case gives with what cpu gave in Node. */
  readonly compare: (setting: Setting) => Promise<Outcome>;
  /** Runs the tests that hold the library against other people's. */
  readonly oracles: () => Promise<{
    readonly problems: readonly string[];
    readonly checked: number;
  }>;
}

const library: Library = { start, compare, oracles };
Object.assign(globalThis, { library });

async function start({ backend, flags = {}, fastKernels = false }: Setting): Promise<number> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': basic,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  });
  for (const [flag, value] of Object.entries(flags)) tf.env().set(flag, value);
  const ready = await tf.setBackend(backend);
  if (!ready || tf.getBackend() !== backend) throw new Error(`no backend ${backend}`);
  // In test mode tfjs takes a tensor saved for the gradient for a leak: on wasm a clone is a copy.
  tf.env().set('IS_TEST', false);
  if (fastKernels) registerFastKernels();
  return tf.backend().floatPrecision();
}

async function compare({ forwardOnly = false, only = '' }: Setting): Promise<Outcome> {
  const index = (await (await fetch('index.json')).json()) as Index;
  const numbers = new Float32Array(await (await fetch('numbers.bin')).arrayBuffer());
  const problems: string[] = [];
  let [at, checked, closest] = [0, 0, { share: 0, where: '' }];
  for (const [i, layer] of cases().entries()) {
    const wanted = index[i];
    if (wanted?.name !== layer.name) throw new Error(`no numbers for ${layer.name}`);
    const ends = wanted.tensors.map(({ shape }) => (at += sizeOf(shape)));
    const tensors = wanted.tensors.map(({ name, shape }, j) => {
      const end = ends[j] ?? 0;
      return { name, shape, data: numbers.subarray(end - sizeOf(shape), end) };
    });
    if (!new RegExp(only).test(layer.name)) continue;
    const needed = tensors.filter(({ name }) => !forwardOnly || !/^gradient of /.test(name));
    const seen = check(layer, needed, !forwardOnly);
    problems.push(...seen.problems.map((problem) => `${layer.name}: ${problem}`));
    checked += needed.length;
    if (seen.share > closest.share) closest = { share: seen.share, where: layer.name };
  }
  return { problems, checked, closest };
}

/** As in `wasm.test.ts`: times the slack of the backend, times the largest number of the tensor. */
const TOLERANCE = 1e-5;

interface Wanted extends Plain {
  readonly name: string;
}

/** What is wrong with a case, and the largest share of a tolerance that it used up. */
function check(layer: Case, wanted: readonly Wanted[], backward: boolean) {
  const { results, problem } = attempt(layer, backward);
  if (!results) return { problems: [problem], share: Infinity };
  const names = { got: [...results.keys()].join(), wanted: wanted.map(({ name }) => name).join() };
  const gaps = wanted.map((tensor) => gapOf(results.get(tensor.name), tensor));
  const problems = [
    problem,
    names.got === names.wanted ? undefined : `gave ${names.got}, wanted ${names.wanted}`,
    ...gaps.map((gap) => gap.problem),
  ].filter((text) => text !== undefined);
  return { problems, share: Math.max(...gaps.map(({ share }) => share)) };
}

/** How far a tensor is off, as a share of what is allowed. */
function gapOf(got: Plain | undefined, { name, shape, data }: Wanted) {
  const fits = got?.shape.join() === shape.join();
  if (!got || !fits) return { share: Infinity, problem: `${name}: shape ${got?.shape.join()}` };
  const { gap, cell } = farthest(got.data, data);
  const allowed = TOLERANCE * slack() * scaleOf(data);
  const share = gap / allowed;
  if (share <= 1) return { share };
  const values = `${got.data[cell]} for ${data[cell]}`;
  return { share, problem: `${name}: off by ${gap}, allowed ${allowed} (${values})` };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** Runs a case; nothing of it may be left behind. */
function attempt(
  layer: Case,
  backward: boolean,
): {
  readonly results?: ReturnType<typeof everything>;
  readonly problem?: string | undefined;
} {
  tf.engine().startScope();
  try {
    const before = [tf.memory().numTensors, tf.memory().numDataBuffers];
    let results: ReturnType<typeof everything> | undefined;
    tf.tidy(() => {
      results = everything(layer, backward);
    });
    const after = [tf.memory().numTensors, tf.memory().numDataBuffers];
    const leak =
      after.join() === before.join()
        ? undefined
        : `left ${after.join()} tensors and buffers of ${before.join()}`;
    return { ...(results && { results }), problem: leak };
  } catch (error) {
    return { problem: String(error) };
  } finally {
    tf.engine().endScope();
  }
}

/** The largest gap, NaN if there is one, and where it is. */
function farthest(got: Float32Array, wanted: Float32Array): { gap: number; cell: number } {
  let farthest = { gap: 0, cell: 0 };
  for (const [cell, value] of got.entries()) {
    const gap = Math.abs(value - (wanted[cell] ?? NaN));
    if (!(gap <= farthest.gap)) farthest = { gap, cell };
    if (Number.isNaN(gap)) break;
  }
  return farthest;
}

async function oracles(): ReturnType<Library['oracles']> {
  const files = import.meta.glob([
    '../../unit/model/**/oracle*.test.ts',
    // Keras's form is a layer of its own around these functions, on tfjs-layers.
    '!../../unit/model/keras/**',
  ]);
  for (const load of Object.values(files)) await load();
  return runTests();
}

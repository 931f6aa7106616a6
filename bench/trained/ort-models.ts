import { flowTimes, likeliest } from '../../src/model/index.ts';
import { openSession } from '../model/ort.ts';
import type { Ort, OrtSession, OrtTensor, OrtTensors } from '../model/ort.ts';
import type { Graphs } from './page.ts';

/** The models as graphs.py exports them, each used as our own is. */

/** Fetches a graph and opens it. */
export type Open = (path: string) => Promise<OrtSession>;

export function opener(ort: Ort): Open {
  return async (path) => {
    const answer = await fetch(new URL(path, location.origin));
    if (!answer.ok) throw new Error(`${path}: wanted a graph, got ${answer.status}`);
    return openSession(ort, new Uint8Array(await answer.arrayBuffer()));
  };
}

export interface Words {
  readonly start: number;
  readonly end: number;
  readonly longest: number;
}

/** Greedy, with keys and values kept from token to token: the logits of all of them, in a row. */
export async function ortTranslator(ort: Ort, open: Open, { translator }: Graphs) {
  const encoder = await open(`${translator}/encoder.onnx`);
  const decoder = await open(`${translator}/decoder.onnx`);
  return async (ids: readonly number[], words: Words): Promise<Float32Array[]> => {
    const source = await encoder.run({ ids: whole(ort, ids, [1, ids.length]) });
    const told: Float32Array[] = [];
    let past = nothing(ort, source);
    for (let id = words.start; told.length < words.longest && id !== words.end;) {
      const position = whole(ort, [told.length], [1]);
      const feeds = { id: whole(ort, [id], [1, 1]), position, ...source, ...past };
      const { logits, ...next } = await decoder.run(feeds);
      past = renamed(next, 'past');
      told.push(logits?.data ?? new Float32Array());
      id = likeliest(told.at(-1) ?? []);
    }
    return told;
  };
}

/** Keys and values of no token: [1, H, 0, K]. */
function nothing(ort: Ort, { mask: _, ...memory }: OrtTensors): OrtTensors {
  const empty = ({ dims }: OrtTensor) =>
    new ort.Tensor('float32', new Float32Array(), dims.with(2, 0));
  const entries = Object.entries(memory).map(([name, tensor]) => [name, empty(tensor)]);
  return renamed(Object.fromEntries(entries) as OrtTensors, 'past');
}

/** The same under names that begin otherwise: `next.0` as `past.0`. */
function renamed(tensors: OrtTensors, prefix: string): OrtTensors {
  const entries = Object.entries(tensors);
  return Object.fromEntries(entries.map(([name, one]) => [name.replace(/^\w+/, prefix), one]));
}

export interface Sampling {
  /** The ids of the empty prompt and of the prompt, equally long. */
  readonly texts: readonly [readonly number[], readonly number[]];
  readonly noise: Float32Array;
  /** Of the noise, [n, y, x, C]. */
  readonly shape: readonly number[];
  readonly steps: number;
  readonly guidance: number;
}

/** From noise to the clip [1, N, Y, X, 3], each step guided: one evaluation of a batch of two. */
export async function ortSora(ort: Ort, open: Open, { reader, sora }: Graphs) {
  const [read, dit, codec] = await Promise.all([
    open(`${reader}/reader.onnx`),
    open(`${sora}/dit.onnx`),
    open(`${sora}/codec.onnx`),
  ]);
  return async ({ texts, noise, shape, steps, guidance }: Sampling): Promise<Float32Array> => {
    const ids = whole(ort, texts.flat(), [2, texts[0].length]);
    const told = await read.run({ ids });
    const times = flowTimes(steps);
    let x = noise;
    for (let step = 1; step <= steps; step++) {
      const [from = NaN, to = NaN] = times.slice(step - 1);
      const at = new ort.Tensor('float32', Float32Array.of(from, from), [2]);
      const both = new ort.Tensor('float32', twice(x), [2, ...shape]);
      const { velocity } = await dit.run({ x: both, times: at, ...told });
      x = guidedStep(x, velocity?.data ?? new Float32Array(), guidance, to - from);
    }
    const { clip } = await codec.run({ x: new ort.Tensor('float32', x, [1, ...shape]) });
    return clip?.data ?? new Float32Array();
  };
}

function twice(x: Float32Array): Float32Array {
  const both = new Float32Array(2 * x.length);
  both.set(x);
  both.set(x, x.length);
  return both;
}

/** A step of Euler, with the velocities without the prompt and with it one after the other. */
function guidedStep(x: Float32Array, both: Float32Array, guidance: number, by: number) {
  return x.map((value, i) => {
    const [without = NaN, told = NaN] = [both[i], both[x.length + i]];
    return value + by * (without + guidance * (told - without));
  });
}

function whole(ort: Ort, numbers: readonly number[], shape: readonly number[]): OrtTensor {
  return new ort.Tensor('int32', Int32Array.from(numbers), shape);
}

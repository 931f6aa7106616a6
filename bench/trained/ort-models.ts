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
  readonly prompt: readonly number[];
  readonly empty: readonly number[];
  readonly noise: Float32Array;
  /** Of the noise, [1, n, y, x, C]. */
  readonly shape: readonly number[];
  readonly steps: number;
  readonly guidance: number;
}

/** From noise to the clip [1, N, Y, X, 3], each step guided: two evaluations, one after the other. */
export async function ortSora(ort: Ort, open: Open, { reader, sora }: Graphs) {
  const [text, dit, codec] = await Promise.all([
    open(`${reader}/reader.onnx`),
    open(`${sora}/dit.onnx`),
    open(`${sora}/codec.onnx`),
  ]);
  return async ({
    prompt,
    empty,
    noise,
    shape,
    steps,
    guidance,
  }: Sampling): Promise<Float32Array> => {
    const [told, none] = [
      await text.run({ ids: whole(ort, prompt, [1, prompt.length]) }),
      await text.run({ ids: whole(ort, empty, [1, empty.length]) }),
    ];
    const times = flowTimes(steps);
    let x = noise;
    for (let step = 1; step <= steps; step++) {
      const [from = NaN, to = NaN] = times.slice(step - 1);
      const time = new ort.Tensor('float32', Float32Array.of(from), [1]);
      const state = { x: new ort.Tensor('float32', x, shape), time };
      const without = (await dit.run({ ...state, ...none }))['velocity']?.data ?? [];
      const velocity = (await dit.run({ ...state, ...told }))['velocity']?.data ?? [];
      x = x.map((value, i) => {
        const [u = NaN, v = NaN] = [without[i], velocity[i]];
        return value + (to - from) * (u + guidance * (v - u));
      });
    }
    const { clip } = await codec.run({ x: new ort.Tensor('float32', x, shape) });
    return clip?.data ?? new Float32Array();
  };
}

function whole(ort: Ort, numbers: readonly number[], shape: readonly number[]): OrtTensor {
  return new ort.Tensor('int32', Int32Array.from(numbers), shape);
}

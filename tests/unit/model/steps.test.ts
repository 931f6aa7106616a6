import './backend.ts';
import { readFileSync, readdirSync } from 'node:fs';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import {
  LETTERS,
  NORM_EPSILON,
  causalMask,
  combineMasks,
  createRandom,
  decoderLayer,
  embed,
  encoderLayer,
  flatten,
  initAttention,
  initDecoderLayer,
  initEncoderLayer,
  initWordEmbedding,
  multiHeadAttention,
  paddingMask,
  recorder,
  scope,
} from '../../../src/model/index.ts';
import type { Letter, NormPlace, Recorded } from '../../../src/model/index.ts';
import {
  attentionSteps,
  cellKey,
  cellsOf,
  decoderLayerSteps,
  embeddingSteps,
  encoderLayerSteps,
  evaluate,
  workOut,
} from '../../../src/model/steps/index.ts';
import type { MaskRule, Read, Shapes, Step } from '../../../src/model/steps/index.ts';
import { NORM_STEP_EPSILON } from '../../../src/model/steps/layer.ts';
import * as tf from '@tensorflow/tfjs-core';
import { normal, roughen } from './cases.ts';

const WORDS = ['a', 'red', 'circle', 'moves', '[pad]', '[pad]'];
const [T, S, D, F] = [WORDS.length, 7, 8, 12];

/** What the engine would hand out, and the steps that explain it. */
interface Traced {
  readonly steps: readonly Step[];
  readonly tensors: readonly Recorded[];
  readonly weights: readonly Recorded[];
  readonly heads: number;
  readonly given?: readonly Recorded[];
}

interface Settings {
  readonly heads: number;
  readonly positions: boolean;
  readonly temperature: number;
  readonly mask: MaskRule | undefined;
}

const plain: Settings = { heads: 4, positions: true, temperature: 1, mask: undefined };
const settings: Record<string, Settings> = {
  'four heads': plain,
  'one head': { ...plain, heads: 1 },
  'one head, no positions, hot': { ...plain, heads: 1, positions: false, temperature: 2.5 },
  'four heads, causal': { ...plain, mask: { causal: true } },
  'four heads, padding': { ...plain, mask: { causal: false, length: 4 } },
  'four heads, causal and padding': { ...plain, mask: { causal: true, length: 4 } },
  'one head, causal and padding, cold': {
    ...plain,
    heads: 1,
    temperature: 0.5,
    mask: { causal: true, length: 4 },
  },
  'one head, nothing to attend to': { ...plain, heads: 1, mask: { causal: false, length: 0 } },
};

function maskTensor(mask: MaskRule | undefined): tf.Tensor | undefined {
  if (!mask) return undefined;
  const { causal, length } = mask;
  return combineMasks(
    causal ? causalMask(T) : paddingMask([T], T),
    length === undefined ? undefined : paddingMask([length], T),
  );
}

/** Without the batch dimension, and without the head dimension when there is one head. */
function squeeze({ name, shape, data }: Recorded, heads: number): Recorded {
  const [, ...rest] = shape;
  const headed = rest.length === 3 && heads === 1 && !name.endsWith('.mask');
  return { name, shape: headed || name.endsWith('.mask') ? rest.slice(1) : rest, data };
}

function weightsOf(params: object, prefix: string): Recorded[] {
  return flatten(params, prefix).map(([name, tensor]) => ({
    name,
    shape: tensor.shape,
    data: Float32Array.from(tensor.dataSync()),
  }));
}

/** Embeds the words, then runs `forward` on x, recording everything. */
function trace(
  { heads, positions }: Settings,
  params: object,
  name: string,
  steps: readonly Step[],
  forward: (x: tf.Tensor3D, tap: ReturnType<typeof recorder>['tap']) => tf.Tensor,
): Traced {
  const table = initWordEmbedding(5, WORDS, D);
  const ids = tf.tensor2d([WORDS.map((_, t) => t)], [1, T], 'int32');
  const { tap, tensors } = recorder();
  forward(embed(table, ids, { positions, tap }), scope(tap, name));
  return {
    steps: [...embeddingSteps({ positions }), ...steps],
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: [...weightsOf(table, 'embedding'), ...weightsOf(params, name)],
    heads,
  };
}

function attentionTrace(options: Settings): Traced {
  const { heads, temperature, mask } = options;
  const random = createRandom(21);
  const params = roughen(random, initAttention(random, D));
  const name = 'attention';
  const steps = attentionSteps({ name, query: 'x', memory: 'x', heads, temperature, mask });
  return trace(options, params, name, steps, (x, tap) =>
    multiHeadAttention(params, x, x, { heads, temperature, mask: maskTensor(mask), tap }),
  );
}

function encoderTrace(options: Settings, norm: NormPlace): Traced {
  const { heads, temperature, mask } = options;
  const random = createRandom(22);
  const params = roughen(random, initEncoderLayer(random, D, F));
  const name = 'encoder.0';
  const steps = encoderLayerSteps({ name, x: 'x', heads, norm, temperature, mask });
  return trace(options, params, name, steps, (x, tap) =>
    encoderLayer(params, x, { heads, norm, temperature, mask: maskTensor(mask), tap }),
  );
}

function decoderTrace(options: Settings, norm: NormPlace): Traced {
  const { heads, temperature, mask } = options;
  const random = createRandom(23);
  const params = roughen(random, initDecoderLayer(random, D, F));
  const memory = normal<tf.Rank.R3>(random, [1, S, D]);
  const [name, length, memoryLength] = ['decoder.0', mask?.length, mask && 5];
  const lengths = { length, memoryLength };
  const spec = { name, x: 'x', memory: 'memory', heads, norm, temperature, ...lengths };
  const traced = trace(options, params, name, decoderLayerSteps(spec), (x, tap) =>
    decoderLayer(params, x, memory, {
      heads,
      norm,
      temperature,
      mask: length === undefined ? undefined : paddingMask([length], T),
      memoryMask: memoryLength === undefined ? undefined : paddingMask([memoryLength], S),
      tap,
    }),
  );
  const data = Float32Array.from(memory.dataSync());
  return { ...traced, given: [{ name: 'memory', shape: [S, D], data }] };
}

const traces = Object.entries(settings).flatMap(([name, options]) => [
  { name: `attention: ${name}`, traced: attentionTrace(options) },
  { name: `encoder, post: ${name}`, traced: encoderTrace(options, 'post') },
  { name: `encoder, pre: ${name}`, traced: encoderTrace(options, 'pre') },
  { name: `decoder, post: ${name}`, traced: decoderTrace(options, 'post') },
  { name: `decoder, pre: ${name}`, traced: decoderTrace(options, 'pre') },
]);

/** Looks a tensor up by name; unknown names are an error. */
function lookup({ tensors, weights, given = [] }: Traced): (name: string) => Recorded {
  const all = new Map([...tensors, ...weights, ...given].map((tensor) => [tensor.name, tensor]));
  return (name) => {
    const tensor = all.get(name);
    if (!tensor) throw new Error(`no tensor ${name}`);
    return tensor;
  };
}

/** Reads a cell; an index outside of the tensor is an error. */
function reader(find: (name: string) => Recorded): Read {
  return ({ name, index }) => {
    const { shape, data } = find(name);
    const inside =
      index.length === shape.length && index.every((i, axis) => i >= 0 && i < (shape[axis] ?? 0));
    if (!inside) throw new Error(`no cell ${name}[${index.join()}] in [${shape.join()}]`);
    return data[index.reduce((at, i, axis) => at * (shape[axis] ?? 0) + i, 0)] ?? NaN;
  };
}

describe.each(traces)('$name', ({ traced }) => {
  const { steps, tensors, heads } = traced;
  const find = lookup(traced);
  const shapes: Shapes = (name) => find(name).shape;
  const read = reader(find);
  const sizes: Record<Letter, number> = { B: 1, T, S: T, D, H: heads, K: D / heads, F, V: T };

  it('has one step a tapped tensor, in the order of the taps', () => {
    expect(steps.map(({ name }) => name)).toEqual(tensors.map(({ name }) => name));
  });

  it.each(steps)('$name', (step) => {
    const own = shapes(step.name);
    const letters = step.name.includes('.cross.') ? { ...sizes, S } : sizes;
    expect(own, 'shape').toEqual(step.shape.map((letter) => letters[letter]));
    const random = createRandom(own.length);
    for (let draw = 0; draw < 50; draw++) {
      const index = own.map((size) => Math.floor(random.uniform() * size));
      const explanation = step.explain(index, shapes);
      const value = read({ name: step.name, index });
      expect(Math.abs(evaluate(explanation, read) - value), `[${index.join()}]`).toBeLessThan(1e-5);
      const cells = cellsOf(explanation);
      expect(cells.every(({ name }) => step.inputs.includes(name))).toBe(true);
      expect(new Set(cells.map(cellKey)).size).toBe(cells.length);
      expect(cells.every((cell) => Number.isFinite(read(cell)))).toBe(true);
      expect(workOut(explanation, read).at(-1)?.result).toBe(evaluate(explanation, read));
    }
  });

  it('has formulas that KaTeX takes', () => {
    const macros = { '\\role': '\\htmlClass{role-#1}{#2}' };
    const strict = (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error');
    for (const { formula } of steps) {
      const html = katex.renderToString(formula, { macros, trust: true, strict });
      expect(html).toContain('class="katex"');
    }
  });
});

describe('steps and library', () => {
  it('have the same epsilon', () => {
    expect(NORM_STEP_EPSILON).toBe(NORM_EPSILON);
  });

  it('use letters of the table only', () => {
    const used = new Set(traces.flatMap(({ traced }) => traced.steps.flatMap((s) => s.shape)));
    expect([...used].filter((letter) => !(letter in LETTERS))).toEqual([]);
  });

  it('keep tfjs out of the steps', () => {
    const folder = new URL('../../../src/model/steps/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const text = readFileSync(new URL(file, folder), 'utf8');
      expect(text, file).not.toMatch(/^import (?!type).*(tensorflow|'\.\.\/)/m);
    }
  });

  it('every step of a layer has its line in the source and in the Keras twin', () => {
    const file = (path: string) =>
      readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8');
    const sources = ['attention', 'encoder', 'feedforward', 'embedding'].map((name) =>
      file(`model/${name}.ts`),
    );
    const twins = ['attention', 'encoder_layer'].map((name) => file(`content/listings/${name}.py`));
    const { steps } = encoderTrace({ ...plain, mask: { causal: true } }, 'post');
    for (const { name, kind } of steps) {
      const local = name.split('.').at(-1) ?? '';
      expect(sources.some((text) => text.includes(`tap('${local}', `))).toBe(true);
      if (['embedding', 'positions', 'x'].includes(kind)) continue;
      const marker = name.includes('.ffn.') ? `ffn.${local}` : local;
      const marked = new RegExp(`# step: ${marker}$`, 'm');
      expect(
        twins.some((text) => marked.test(text)),
        marker,
      ).toBe(true);
    }
  });
});

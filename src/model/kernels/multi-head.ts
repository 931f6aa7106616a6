import type * as tf from '@tensorflow/tfjs-core';
import { attention } from './attention.ts';
import type { LinearKernel } from './linear.ts';
import { free } from './wasm.ts';
import type { Call, Inputs, Wasm } from './wasm.ts';

/** A name of our own: tfjs has no such kernel. It has no gradient. */
export const MULTI_HEAD = 'MultiHead';

type Layer = 'query' | 'key' | 'value' | 'output';
type Weights = Inputs<`${Layer}Weight` | `${Layer}Bias`>;

/** Either what is looked at, or its keys and values by head. */
type Seen = Inputs<'memory'> | Inputs<'knownKey' | 'knownValue'>;

type Given = Inputs<'x'> & Partial<Inputs<'mask'>> & Weights & Seen;

/** `multiHeadAttention` as a whole: x [B, T, D], memory [B, S, ·] → [B, T, D]. */
export const multiHead =
  (linear: LinearKernel) =>
  ({ inputs, backend, attrs }: Call<Given, { readonly heads: number }>): tf.TensorInfo => {
    const { x, mask } = inputs;
    const project = (layer: Layer, from: tf.TensorInfo) => {
      const { [`${layer}Weight` as const]: weight, [`${layer}Bias` as const]: bias } = inputs;
      return linear({ inputs: { x: from, weight, bias }, backend, attrs: {} });
    };
    const query = project('query', x); // [B, T, D]
    const seen = keysAndValues(inputs, project);
    const asked = { query, ...seen, ...(mask ? { mask } : {}) };
    const joined = attention({ inputs: asked, backend, attrs }); // [B, T, D]
    const out = project('output', joined); // [B, T, D]
    freeAll(backend, 'memory' in inputs ? [query, joined, seen.key, seen.value] : [query, joined]);
    return out;
  };

/** Those of the memory, [B, S, D], unless they are known, [B, H, S, K]. */
function keysAndValues(
  inputs: Given,
  project: (layer: Layer, from: tf.TensorInfo) => tf.TensorInfo,
): Inputs<'key' | 'value'> {
  if (!('memory' in inputs)) return { key: inputs.knownKey, value: inputs.knownValue };
  return { key: project('key', inputs.memory), value: project('value', inputs.memory) };
}

function freeAll(backend: Wasm, tensors: readonly tf.TensorInfo[]): void {
  for (const tensor of tensors) free(backend, tensor);
}

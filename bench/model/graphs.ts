import { NORM_EPSILON } from '../../src/model/index.ts';
import type {
  AttentionParams,
  DitBlockParams,
  EncoderLayerParams,
  FeedForwardParams,
  LinearParams,
} from '../../src/model/index.ts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { writeModel } from './onnx.ts';
import type { Constant, Graph, Node } from './onnx.ts';

/** The layers of the library as ONNX graphs, written as an exporter writes them. */

export interface Size {
  readonly B: number;
  readonly T: number;
  readonly D: number;
  readonly H: number;
  readonly F: number;
}

/** Collects nodes. Each method adds some and gives the name of their result. */
class Builder {
  readonly nodes: Node[] = [];
  readonly constants: Record<string, Constant> = {};

  node(op: string, inputs: readonly string[], attributes?: Node['attributes']): string {
    const output = `v${this.nodes.length}`;
    this.nodes.push({ op, inputs, outputs: [output], attributes });
    return output;
  }

  split(x: string, count: number, axis: number): string[] {
    const outputs = Array.from({ length: count }, (_, i) => `v${this.nodes.length}_${i}`);
    this.nodes.push({
      op: 'Split',
      inputs: [x],
      outputs,
      attributes: { axis, num_outputs: count },
    });
    return outputs;
  }

  constant(data: Constant['data'], shape: readonly number[]): string {
    const name = `c${Object.keys(this.constants).length}`;
    this.constants[name] = { data, shape };
    return name;
  }

  weight(tensor: Tensor): string {
    return this.constant(tensor.dataSync<'float32'>(), tensor.shape);
  }

  number(value: number): string {
    return this.constant(Float32Array.of(value), []);
  }

  whole(...values: number[]): string {
    return this.constant(values, [values.length]);
  }

  linear({ weight, bias }: LinearParams, x: string): string {
    return this.node('Add', [this.node('MatMul', [x, this.weight(weight)]), this.weight(bias)]);
  }

  norm(x: string, gain: string, bias: string): string {
    return this.node('LayerNormalization', [x, gain, bias], { epsilon: { float: NORM_EPSILON } });
  }

  attention(params: AttentionParams, x: string, { B, T, D, H }: Size): string {
    const heads = (part: LinearParams, perm: readonly number[]) => {
      const cut = this.node('Reshape', [this.linear(part, x), this.whole(B, T, H, D / H)]);
      return this.node('Transpose', [cut], { perm });
    };
    const query = heads(params.query, [0, 2, 1, 3]);
    const key = heads(params.key, [0, 2, 3, 1]); // transposed already
    const value = heads(params.value, [0, 2, 1, 3]);
    const products = this.node('MatMul', [query, key]);
    const scores = this.node('Mul', [products, this.number(1 / Math.sqrt(D / H))]);
    const mix = this.node('MatMul', [this.node('Softmax', [scores], { axis: 3 }), value]);
    const beside = this.node('Transpose', [mix], { perm: [0, 2, 1, 3] });
    return this.linear(params.output, this.node('Reshape', [beside, this.whole(B, T, D)]));
  }

  feedForward({ inner, outer }: FeedForwardParams, x: string, op: 'Relu' | 'Gelu'): string {
    const options = op === 'Gelu' ? { approximate: 'tanh' } : undefined;
    return this.linear(outer, this.node(op, [this.linear(inner, x)], options));
  }

  /** The model whose result is `output`, under the name `y`. */
  write(output: string, inputs: Graph['inputs'], shape: readonly number[]): Uint8Array {
    this.nodes.push({ op: 'Identity', inputs: [output], outputs: ['y'] });
    return writeModel({
      nodes: this.nodes,
      constants: this.constants,
      inputs,
      outputs: { y: shape },
    });
  }
}

/** The encoder layer, norm after: x → y, both [B, T, D]. */
export function encoderGraph(params: EncoderLayerParams, size: Size): Uint8Array {
  const g = new Builder();
  const { norm1, norm2 } = params;
  const norm = ({ gain, bias }: typeof norm1, x: string) =>
    g.norm(x, g.weight(gain), g.weight(bias ?? gain));
  const first = norm(norm1, g.node('Add', ['x', g.attention(params.self, 'x', size)]));
  const thought = g.feedForward(params.ffn as FeedForwardParams, first, 'Relu');
  const y = norm(norm2, g.node('Add', [first, thought]));
  const shape = [size.B, size.T, size.D];
  return g.write(y, { x: shape }, shape);
}

/** The DiT block: x [B, T, D], c [B, D] → y [B, T, D]. */
export function ditGraph(params: DitBlockParams, size: Size): Uint8Array {
  const { B, T, D } = size;
  const g = new Builder();
  const activated = g.node('Mul', ['c', g.node('Sigmoid', ['c'])]);
  const vectors = g.split(g.linear(params.modulation, activated), 6, 1);
  const perToken = vectors.map((vector) => g.node('Unsqueeze', [vector, g.whole(1)]));
  const [shift1 = '', scale1 = '', gate1 = '', shift2 = '', scale2 = '', gate2 = ''] = perToken;
  const [ones, zeros] = [
    g.constant(new Float32Array(D).fill(1), [D]),
    g.constant(new Float32Array(D), [D]),
  ];
  const modulated = (x: string, shift: string, scale: string) =>
    g.node('Add', [
      g.node('Mul', [g.norm(x, ones, zeros), g.node('Add', [scale, g.number(1)])]),
      shift,
    ]);
  const looked = g.attention(params.self, modulated('x', shift1, scale1), size);
  const first = g.node('Add', ['x', g.node('Mul', [gate1, looked])]);
  const thought = g.feedForward(params.mlp, modulated(first, shift2, scale2), 'Gelu');
  const y = g.node('Add', [first, g.node('Mul', [gate2, thought])]);
  return g.write(y, { x: [B, T, D], c: [B, D] }, [B, T, D]);
}

import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { countParams, createRandom, mapParams } from '../../../../src/model/index.ts';
import type { Random } from '../../../../src/model/index.ts';
import type {
  Batch,
  BuiltLayer,
  LayerAnswer,
  LayerInput,
  LayerSizes,
  Padding,
  Subject,
} from '../../../../src/notebook/properties/index.ts';

/** A layer's inputs as tensors; masks [B, 1, 1, S]. */
export interface Tensors {
  readonly x: tf.Tensor3D;
  readonly memory: tf.Tensor3D;
  readonly mask?: tf.Tensor4D | undefined;
  readonly memoryMask?: tf.Tensor4D | undefined;
}

/** What a layer function gives. `mask: 'lost'`: the layer hands no mask on. */
export interface Outputs {
  readonly output: tf.Tensor;
  readonly scores?: tf.Tensor | undefined;
  readonly mask?: 'lost' | undefined;
}

/** A layer as pure functions. */
export interface FunctionLayer<P extends object> {
  readonly kind: Subject['kind'];
  readonly init: (random: Random, sizes: LayerSizes) => P;
  readonly forward: (params: P, inputs: Tensors, sizes: LayerSizes) => Outputs;
  /** Why its like does not compile, if it does not. */
  readonly refusesGraph?: string | undefined;
}

export function functionSubject<P extends object>(layer: FunctionLayer<P>): Subject {
  return {
    kind: layer.kind,
    build: (sizes) => builtFunction(layer, sizes, layer.init(createRandom(5), sizes)),
  };
}

function builtFunction<P extends object>(
  layer: FunctionLayer<P>,
  sizes: LayerSizes,
  params: P,
): BuiltLayer {
  const again = (change: (path: string, tensor: tf.Tensor) => tf.Tensor) =>
    builtFunction(layer, sizes, mapParams(params, change));
  return {
    run: (input) => answerOf(input, () => layer.forward(params, tensorsOf(input), sizes)),
    parameters: () => countParams(params),
    // tfjs has no graphs of functions. While it records a gradient is its other way to run one.
    compiled: (input) => {
      if (layer.refusesGraph) throw new Error(layer.refusesGraph);
      return tidied(() => {
        const { x, ...rest } = tensorsOf(input);
        const answers: LayerAnswer[] = [];
        tf.grad((recorded) => {
          const inputs = { x: recorded as tf.Tensor3D, ...rest };
          const outputs = layer.forward(params, inputs, sizes);
          answers.push(answerOf(input, () => outputs));
          return tf.sum(outputs.output);
        })(x);
        return answers[0] as LayerAnswer;
      });
    },
    reload: () =>
      again((_, tensor) => tf.tensor(Float32Array.from(tensor.dataSync()), tensor.shape)),
    silent: () => again((path, tensor) => (path.endsWith('gain') ? tensor : tf.zerosLike(tensor))),
  };
}

const keys = (padding: Padding | undefined) =>
  padding && tf.expandDims<tf.Tensor4D>(tf.expandDims(tf.tensor2d(padding as number[][]), 1), 1);

function tensorsOf({ x, memory, mask, memoryMask }: LayerInput): Tensors {
  const tensor = (batch: Batch) => tf.tensor3d(batch as number[][][]);
  const own = tensor(x);
  return {
    x: own,
    memory: memory ? tensor(memory) : own,
    mask: keys(mask),
    memoryMask: keys(memoryMask),
  };
}

function answerOf(input: LayerInput, run: () => Outputs): LayerAnswer {
  return tidied(() => {
    const { output, scores, mask } = run();
    return { ...numbersOf(output, scores), mask: mask === 'lost' ? undefined : input.mask };
  });
}

function numbersOf(output: tf.Tensor, scores: tf.Tensor | undefined): LayerAnswer {
  return {
    output: output.arraySync() as number[][][],
    scores: scores?.arraySync() as number[][][][] | undefined,
  };
}

/** `tf.tidy` for what holds no tensors. */
function tidied<A>(run: () => A): A {
  const box: A[] = [];
  tf.tidy(() => void box.push(run()));
  return box[0] as A;
}

/** A layer of Keras's form: `make` builds it, and the numbers go through `apply`. */
export interface KerasLayer {
  readonly kind: Subject['kind'];
  readonly make: (sizes: LayerSizes) => tfl.layers.Layer;
  /** What the graph tells the layer, besides its inputs. */
  readonly inGraph?: { readonly training: boolean };
}

export function kerasSubject(form: KerasLayer): Subject {
  return {
    kind: form.kind,
    build: (sizes) => {
      const layer = form.make(sizes);
      modelOf(form, layer, sizes);
      return builtKeras(form, layer, sizes);
    },
  };
}

/** The layer as the only one of a model. */
function modelOf({ kind }: KerasLayer, layer: tfl.layers.Layer, { width }: LayerSizes) {
  const inputs = [tfl.input({ shape: [null, width] }), tfl.input({ shape: [null, width] })];
  const used = kind === 'decoder' ? inputs : inputs.slice(0, 1);
  const outputs = layer.apply(used) as tfl.SymbolicTensor | tfl.SymbolicTensor[];
  return tfl.model({ inputs: used, outputs });
}

function builtKeras(form: KerasLayer, layer: tfl.layers.Layer, sizes: LayerSizes): BuiltLayer {
  const through = (call: (inputs: tf.Tensor[], options: object) => unknown) => {
    return (input: LayerInput) => callKeras(form, layer, input, call);
  };
  return {
    run: through((inputs, options) => layer.apply(inputs, options)),
    parameters: () => layer.countParams(),
    compiled: through((inputs) => modelOf(form, layer, sizes).apply(inputs, form.inGraph)),
    reload: async () => {
      const model = await tfl.loadLayersModel(tf.io.fromMemory(await save(form, layer, sizes)));
      return builtKeras(form, model.layers.at(-1) as tfl.layers.Layer, sizes);
    },
    silent: () => {
      const silence = layer.weights.map((weight) =>
        weight.originalName.endsWith('gain') ? weight.read() : tf.zeros(weight.shape as number[]),
      );
      const other = form.make(sizes);
      modelOf(form, other, sizes);
      other.setWeights(silence);
      return builtKeras(form, other, sizes);
    },
  };
}

function callKeras(
  { kind }: KerasLayer,
  layer: tfl.layers.Layer,
  input: LayerInput,
  call: (inputs: tf.Tensor[], options: object) => unknown,
): LayerAnswer {
  return tidied(() => {
    const padding = (given: Padding | undefined) => given && tf.tensor2d(given as number[][]);
    const { x, memory } = tensorsOf(input);
    const [mask, across] = [padding(input.mask), padding(input.memoryMask)];
    const inputs = kind === 'decoder' ? [x, memory, ...(across ? [across] : [])] : [x];
    const [output, scores] = [call(inputs, { mask })].flat() as [tf.Tensor, tf.Tensor?];
    const [next] = [layer.computeMask(inputs, mask)].flat() as (tf.Tensor | undefined)[];
    return {
      ...numbersOf(output, scores),
      mask: next?.arraySync() as number[][] | undefined,
    };
  });
}

async function save(form: KerasLayer, layer: tfl.layers.Layer, sizes: LayerSizes) {
  let saved: tf.io.ModelArtifacts = {};
  const handler = tf.io.withSaveHandler((artifacts) => {
    saved = artifacts;
    const modelArtifactsInfo = { dateSaved: new Date(0), modelTopologyType: 'JSON' as const };
    return Promise.resolve({ modelArtifactsInfo });
  });
  await modelOf(form, layer, sizes).save(handler);
  return saved;
}

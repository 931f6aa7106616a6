import type { Size } from './graphs.ts';

/** What is used of an array of jax-js. A function takes what it is given: `ref` keeps one more. */
interface Arr {
  readonly ref: Arr;
  add(other: Arr | number): Arr;
  sub(other: Arr | number): Arr;
  mul(other: Arr | number): Arr;
  div(other: Arr | number): Arr;
  reshape(shape: readonly number[]): Arr;
  transpose(axes: readonly number[]): Arr;
  dataSync(): Float32Array;
}

type Weights = Record<string, Arr>;
type Step = (weights: Weights[], first: Weights[], second: Weights[]) => [Arr, ...Weights[][]];

/** What is used of jax-js: bench/peers brings it along, when it is there. */
export interface Jax {
  init(device: string): Promise<readonly string[]>;
  defaultDevice(device: string): unknown;
  jit<F>(f: F): F;
  valueAndGrad(f: (weights: Weights[]) => Arr): (weights: Weights[]) => [Arr, Weights[]];
  readonly nn: { relu(x: Arr): Arr; softmax(x: Arr, axis: number): Arr };
  readonly numpy: {
    array(data: Float32Array): Arr;
    matmul(a: Arr, b: Arr): Arr;
    mean(x: Arr, axis?: number, options?: { keepdims: boolean }): Arr;
    sqrt(x: Arr): Arr;
    square(x: Arr): Arr;
  };
}

/** Layers as in `train.ts`, in jax-js on wasm, compiled: `run` is one step of AdamW. */
export async function jaxStep(
  jax: Jax,
  size: Size & { readonly layers: number },
): Promise<() => number> {
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const { B, T, D, layers } = size;
  const list = (spread: number) =>
    Array.from({ length: layers }, () => initWeights(jax, size, spread));
  const [x, target] = [0, 1].map(() => random(jax, [B, T, D], 1)) as [Arr, Arr];
  const step = jax.jit<Step>((weights, first, second) => {
    const [loss, slopes] = jax.valueAndGrad((moved) => {
      const y = moved.reduce((h, layer) => encode(jax, layer, h, size), x.ref);
      return jax.numpy.mean(jax.numpy.square(y.sub(target.ref)));
    })(weights.map(keep));
    const next = weights.map((layer, i) =>
      update(jax, layer, slopes[i] ?? {}, first[i] ?? {}, second[i] ?? {}),
    );
    return [loss, ...[0, 1, 2].map((at) => next.map((all) => all[at] ?? {}))];
  });
  let state = [list(0.1), list(0), list(0)] as [Weights[], Weights[], Weights[]];
  return () => {
    const [loss, ...next] = step(...state);
    state = next as typeof state;
    Object.values(state[0][0] ?? {}).forEach((array) => void array.ref.dataSync()); // all is computed
    return loss.dataSync()[0] ?? NaN;
  };
}

const keep = (weights: Weights): Weights =>
  Object.fromEntries(Object.entries(weights).map(([name, array]) => [name, array.ref]));

function random({ numpy }: Jax, shape: readonly number[], spread: number): Arr {
  const size = shape.reduce((product, length) => product * length, 1);
  const data = Float32Array.from({ length: size }, () => spread * (2 * Math.random() - 1));
  return numpy.array(data).reshape(shape);
}

function initWeights(jax: Jax, { D, F }: Size, spread: number): Weights {
  const shapes: Record<string, number[]> = { inner: [D, F], outer: [F, D], innerBias: [F] };
  for (const name of ['query', 'key', 'value', 'output']) {
    Object.assign(shapes, { [name]: [D, D], [`${name}Bias`]: [D] });
  }
  for (const name of ['outerBias', 'gain1', 'bias1', 'gain2', 'bias2']) shapes[name] = [D];
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, random(jax, shape, spread)]),
  );
}

/** The encoder layer, norm after. */
function encode({ numpy, nn }: Jax, w: Weights, x: Arr, { B, T, D, H }: Size): Arr {
  const weight = (name: string) => (w[name] as Arr).ref;
  const linear = (name: string, h: Arr) => numpy.matmul(h, weight(name)).add(weight(`${name}Bias`));
  const heads = (name: string) =>
    linear(name, x.ref)
      .reshape([B * T, D])
      .reshape([B, T, H, D / H])
      .transpose([0, 2, 1, 3]);
  const norm = (h: Arr, which: number) => {
    const centered = h.ref.sub(numpy.mean(h, -1, { keepdims: true }));
    const variance = numpy.mean(numpy.square(centered.ref), -1, { keepdims: true });
    const normal = centered.div(numpy.sqrt(variance.add(1e-6)));
    return normal.mul(weight(`gain${which}`)).add(weight(`bias${which}`));
  };
  const scores = numpy.matmul(heads('query'), heads('key').transpose([0, 1, 3, 2]));
  const pattern = nn.softmax(scores.div(Math.sqrt(D / H)), -1);
  const mix = numpy.matmul(pattern, heads('value')).transpose([0, 2, 1, 3]).reshape([B, T, D]);
  const first = norm(x.add(linear('output', mix)), 1);
  const thought = linear('outer', nn.relu(linear('inner', first.ref)));
  return norm(first.add(thought), 2);
}

/** AdamW without the correction of its first steps: the next weights and moments. */
function update({ numpy }: Jax, w: Weights, g: Weights, m: Weights, v: Weights): Weights[] {
  const next = Object.keys(w).map((name) => {
    const [weight, slope, first, second] = [w, g, m, v].map((one) => one[name]) as Four;
    const mean = first.mul(0.9).add(slope.ref.mul(0.1));
    const square = second.mul(0.999).add(numpy.square(slope).mul(0.001));
    const direction = mean.ref.div(numpy.sqrt(square.ref).add(1e-8));
    return [name, [weight.mul(1 - 1e-5).sub(direction.mul(1e-3)), mean, square]] as const;
  });
  return [0, 1, 2].map(
    (at) => Object.fromEntries(next.map(([name, all]) => [name, all[at]])) as Weights,
  );
}

type Four = [Arr, Arr, Arr, Arr];

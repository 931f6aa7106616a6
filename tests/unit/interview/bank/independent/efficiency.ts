import { product, total, type Independent } from './values.ts';

const BILLION = 1_000_000_000;

/** Multiply-accumulates of matrices [m, k]·[k, n]. */
const matMul = (m: number, k: number, n: number) => product(m, k, n);

export const efficiency: Record<string, Independent> = {
  'cache-full': (values) => {
    const sizes = values.pick('layers', 'heads', 'headWidth', 'tokens', 'batch');
    const oneToken = product(sizes.heads, sizes.headWidth) * (1 + 1);
    return product(oneToken, sizes.layers, sizes.tokens, sizes.batch) * 2;
  },
  'cache-grouped': (values) => {
    const { layers, groups, tokens } = values.pick('layers', 'groups', 'tokens');
    // float16 is 16 bits.
    return product(layers, groups, 128, tokens, 2, 16) / 8;
  },
  'cache-latent': (values) => {
    const { layers, latent, rotary } = values.pick('layers', 'latent', 'rotary');
    return product(layers, latent, 2) + product(layers, rotary, 2);
  },
  'score-bytes': (values) => {
    const { batch, heads, tokens } = values.pick('batch', 'heads', 'tokens');
    return product(batch, heads, tokens, tokens, 16) / 8;
  },
  'layer-macs': (values) => {
    const { width: D, tokens: T, inner: F } = values.pick('width', 'tokens', 'inner');
    const projections = Array.from({ length: 4 }, () => matMul(T, D, D));
    const attention = [matMul(T, D, T), matMul(T, T, D)];
    return total([...projections, ...attention, matMul(T, D, F), matMul(T, F, D)]);
  },
  crossover: (values) => {
    const D = values.number('width');
    // The first length at which the pairs cost no less than the linear layers.
    let T = 1;
    while (2 * T * T * D < 12 * T * D * D) T++;
    return T;
  },
  intensity: (values) => {
    const { rows, width } = values.pick('rows', 'width');
    const moved = total([product(rows, width), product(width, width), product(rows, width)]) * 2;
    return (matMul(rows, width, width) * 2) / moved;
  },
  'decode-rate': (values) => {
    const { billions, bandwidth, bytes } = values.pick('billions', 'bandwidth', 'bytes');
    const secondsPerToken = (billions * BILLION * bytes) / (bandwidth * BILLION);
    return 1 / secondsPerToken;
  },
  bubble: (values) => {
    // Draws the schedule: stage s works on batch b in slot s + b.
    const { stages, batches } = values.pick('stages', 'batches');
    const slots = new Set<number>();
    for (let stage = 0; stage < stages; stage++) {
      for (let batch = 0; batch < batches; batch++) slots.add(stage + batch);
    }
    const places = slots.size * stages;
    return (100 * (places - stages * batches)) / places;
  },
  'training-flops': (values) => {
    const { billions, tokens } = values.pick('billions', 'tokens');
    // Two operations a weight and token forward, four backward.
    return (
      product(billions, BILLION, tokens, BILLION, 2) +
      product(billions, BILLION, tokens, BILLION, 4)
    );
  },
  'training-days': (values) => {
    const sizes = values.pick('billions', 'tokens', 'devices', 'share');
    const work = product(6, sizes.billions, BILLION, sizes.tokens, BILLION);
    const perDay = (product(sizes.devices, 10 ** 15, 24, 3600) / 100) * sizes.share;
    return work / perDay;
  },
};

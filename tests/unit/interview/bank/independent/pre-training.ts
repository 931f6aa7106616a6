import { linearLayers, product, total, type Independent } from './values.ts';

export const preTraining: Record<string, Independent> = {
  'adam-bytes': (values) => {
    const bits = { weights: 16, gradients: 16, master: 32, mean: 32, variance: 32 };
    return (product(values.number('billions'), 1_000_000_000) * total(Object.values(bits))) / 8;
  },
  'lora-parameters': (values) => {
    const { width, rank, matrices, layers } = values.pick('width', 'rank', 'matrices', 'layers');
    const down = product(width, rank);
    const up = product(rank, width);
    return (down + up) * matrices * layers;
  },
  'lora-share': (values) => {
    const { width, inner, rank } = values.pick('width', 'inner', 'rank');
    // r/d_out + r/d_in
    return 100 * (rank / inner + rank / width);
  },
  'lora-delta': (values) => {
    const { rank, alpha } = values.pick('rank', 'alpha');
    const scaled = values.list('row').map((x) => (x * alpha) / rank);
    return total(values.list('column').map((x, i) => x * (scaled[i] ?? NaN)));
  },
  'masked-tokens': (values) => (values.number('tokens') * 12) / 100,
  spans: (values) => values.number('tokens') / 20,
  'active-parameters': (values) => {
    const { width, inner, count, top } = values.pick('width', 'inner', 'count', 'top');
    const D: readonly [number, number] = [width, width];
    const expert = linearLayers([width, inner], [inner, width]);
    const norms = 2 * (width + width);
    return linearLayers(D, D, D, D, [width, count]) + norms + expert * top;
  },
};

import { linearLayers, product, total, type Independent } from './values.ts';

const mean = (list: readonly number[]) => total(list) / list.length;
const attention = (D: number) => linearLayers([D, D], [D, D], [D, D], [D, D]);

/** D·R·log softmax, through log-sum-exp. */
const logChance = (logits: readonly number[], at: number) => {
  const most = Math.max(...logits);
  const rest = Math.log(total(logits.map((logit) => Math.exp(logit - most))));
  return (logits[at] ?? NaN) - most - rest;
};

export const transformer: Record<string, Independent> = {
  'feed-forward-parameters': (values) => {
    const { width, inner } = values.pick('width', 'inner');
    return linearLayers([width, inner], [inner, width]);
  },
  'encoder-layer-parameters': (values) => {
    const { width, inner } = values.pick('width', 'inner');
    return (
      attention(width) + linearLayers([width, inner], [inner, width]) + total([width, width]) * 2
    );
  },
  'decoder-layer-parameters': (values) => {
    const { width, inner } = values.pick('width', 'inner');
    const norms = total(Array<number>(3).fill(2 * width));
    return (
      attention(width) + attention(width) + linearLayers([width, inner], [inner, width]) + norms
    );
  },
  'model-parameters': (values) => {
    const { layers, width } = values.pick('layers', 'width');
    const matrices = [...Array<number>(4).fill(width), 4 * width, 4 * width];
    return product(layers, width) * total(matrices);
  },
  'embedding-parameters': (values) => {
    const { vocabulary, width } = values.pick('vocabulary', 'width');
    const tables = values.text('table').includes('same') ? 1 : 2;
    return product(vocabulary, width, tables);
  },
  'gated-width': (values) => {
    // Three matrices of D × F are to hold what two of D × 4D do.
    const width = values.number('width');
    return (2 * product(width, 4 * width)) / (3 * width);
  },
  'layer-norm': (values) => {
    const inputs = values.list('inputs');
    // E[x²] − E[x]² for the variance.
    const variance = mean(inputs.map((x) => x * x)) - mean(inputs) ** 2;
    return ((inputs[0] ?? NaN) - mean(inputs)) / variance ** 0.5;
  },
  'rms-norm': (values) => {
    const inputs = values.list('inputs');
    return ((inputs[0] ?? NaN) * inputs.length ** 0.5) / Math.hypot(...inputs);
  },
  'warmup-rate': (values) => {
    const { width, warmup, at } = values.pick('width', 'warmup', 'at');
    const peak = 1 / Math.sqrt(width * warmup);
    return at < warmup ? (peak * at) / warmup : peak * Math.sqrt(warmup / at);
  },
  'beam-score': (values) => Math.log(values.list('chances').reduce((all, p) => all * p, 1)),
  'top-set': (values) => {
    const threshold = Math.round(values.number('threshold') * 100);
    let kept = 0;
    let hundredths = 0;
    for (const chance of values.list('chances')) {
      if (hundredths >= threshold) break;
      hundredths += Math.round(chance * 100);
      kept++;
    }
    return kept;
  },
  perplexity: (values) => {
    // The inverse of the geometric mean.
    const chances = values.list('chances');
    return chances.reduce((all, p) => all * p, 1) ** (-1 / chances.length);
  },
  temperature: (values) => {
    const { first, second, heat } = values.pick('first', 'second', 'heat');
    return Math.exp(logChance([first / heat, second / heat], 0));
  },
};

import { countCells, linearLayers, total, type Independent } from './values.ts';

const square = (D: number) => [D, D] as const;

export const attention: Record<string, Independent> = {
  'scaled-score': (values) => {
    let score = 0;
    values.list('query').forEach((q, i) => (score += q * (values.list('key')[i] ?? NaN)));
    return score * values.list('query').length ** -0.5;
  },
  'softmax-weight': (values) => {
    // Differences alone matter: 1 / Σ exp(sⱼ − s₁).
    const [first = NaN] = values.list('scores');
    return 1 / total(values.list('scores').map((score) => Math.exp(score - first)));
  },
  mix: (values) => {
    const tenths = values.list('weights').map((weight) => Math.round(weight * 10));
    const contents = values.list('contents');
    // As many copies of each value as it has tenths, and their mean.
    const copies = tenths.flatMap((count, i) => Array<number>(count).fill(contents[i] ?? NaN));
    return total(copies) / copies.length;
  },
  'score-spread': (values) => {
    // The variances of independent products add up: 1 for each channel.
    const channels = Array<number>(values.number('width')).fill(1);
    return total(channels) ** 0.5;
  },
  'attention-parameters': (values) => {
    const { heads, headWidth, width } = values.pick('heads', 'headWidth', 'width');
    const oneHead = linearLayers([width, headWidth], [width, headWidth], [width, headWidth]);
    return heads * oneHead + linearLayers([heads * headWidth, width]);
  },
  'key-dim-parameters': (values) => {
    const { heads, width } = values.pick('heads', 'width');
    const oneHead = linearLayers(square(width), square(width), square(width));
    return heads * oneHead + linearLayers([heads * width, width]);
  },
  'output-numbers': (values) =>
    countCells(values.number('queries'), values.number('valueWidth'), () => true),
  'causal-pairs': (values) => {
    const tokens = values.number('tokens');
    return countCells(tokens, tokens, (query, key) => key <= query);
  },
  'padded-pairs': (values) => {
    const { words, padding } = values.pick('words', 'padding');
    return countCells(words + padding, words + padding, (_, key) => key < words);
  },
  sinusoid: (values) => {
    const { position, channel } = values.pick('position', 'channel');
    const angle = position * Math.exp((-Math.log(10000) * 2 * Math.floor(channel / 2)) / 4);
    return Math.sin(channel % 2 === 0 ? angle : angle + Math.PI / 2);
  },
  wavelength: (values) => {
    const { width, pair } = values.pick('width', 'pair');
    const frequency = Math.exp((-Math.log(10000) * 2 * pair) / width);
    return (2 * Math.PI) / frequency;
  },
  'rotary-angle': (values) => {
    const { query, key, frequency } = values.pick('query', 'key', 'frequency');
    // The angle between (1, 0) rotated by each, with whole turns counted apart.
    return query * frequency - key * frequency;
  },
  'window-layers': (values) => {
    const { side, tokens } = values.pick('side', 'tokens');
    let reached = 0;
    let layers = 0;
    for (; reached < tokens - 1; layers++) reached += side;
    return layers;
  },
};

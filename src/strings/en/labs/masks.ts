import type { LabTexts } from './texts.ts';

export const masksTexts: LabTexts<'masks'> = {
  title: 'Mask lab',
  fields: {
    kind: 'Attention and mask',
    where: 'The mask is in',
    axis: 'It blocks',
    layers: 'Layers',
    padding: 'Padding tokens',
    before: 'Padding before the words',
    token: 'Token that is replaced',
    seed: 'Seed',
  },
  options: {
    kind: {
      causal: 'decoder on itself: causal',
      source: 'encoder on itself: source padding',
      target: 'decoder on itself: causal and target padding',
      cross: 'decoder on encoder: source padding',
    },
    where: { every: 'every layer', first: 'the first layer only', none: 'no layer' },
    axis: { columns: 'columns: keys', rows: 'rows: queries', both: 'columns and rows' },
  },
  cases: {
    first: 'Causal mask',
    none: 'Causal mask forgotten',
    transposed: 'Causal mask transposed',
    source: 'Source padding, on columns',
    rows: 'Source padding, on rows by mistake',
    lost: 'Source padding, lost after the first layer',
    empty: 'Target padding before the words: empty rows',
    cross: 'Cross-attention',
  },
};

interface Library {
  readonly title: string;
  /** What 1 or True means in its mask. */
  readonly means: string;
}

const libraries: Readonly<Record<string, Library>> = {
  infinite: { title: 'Softmax after adding −∞', means: '–' },
  large: { title: 'Softmax after adding −10⁹', means: '–' },
  ours: { title: 'This course', means: 'may look' },
  'keras-tensorflow-scores': { title: 'Keras (1) on TensorFlow, with scores', means: 'may look' },
  'keras-tensorflow': { title: 'Keras (1) on TensorFlow', means: 'may look' },
  'keras-torch-scores': { title: 'Keras (1) on PyTorch, with scores', means: 'may look' },
  'keras-torch': { title: 'Keras (1) on PyTorch', means: 'may look' },
  'torch-mha-weights': { title: 'PyTorch (2), with weights', means: 'blocked' },
  'torch-mha': { title: 'PyTorch (2), without weights', means: 'blocked' },
  'torch-sdpa': { title: 'PyTorch (3)', means: 'may look' },
  onnx: { title: 'ONNX Runtime (4)', means: 'may look' },
};

export const masksStrings = {
  kinds: {
    causal: 'a causal mask',
    source: 'a mask for source padding',
    target: 'a causal mask and one for target padding',
    cross: 'a mask for source padding in cross-attention',
  },
  mask: (kind: string, where: string, axis: string, layers: number) => {
    const depth = `${layers} ${layers === 1 ? 'layer' : 'layers'}`;
    if (where === 'none') return `With no mask in ${depth}, where ${kind} belongs`;
    const on = axis === 'columns' ? '' : axis === 'rows' ? ' on rows' : ' on columns and rows';
    const only = where === 'first' && layers > 1 ? ` in the first of ${depth}` : ` in ${depth}`;
    return `With ${kind}${on}${only}`;
  },
  token: (name: string, place: number) => `token ${place}, “${name}”,`,
  sentence: (of: {
    mask: string;
    token: string;
    moved: number;
    others: number;
    leaks: number;
    allLeaks: number;
    pairs: number;
    empty: number;
  }) => {
    const still = of.others - of.moved;
    const change =
      of.moved === 0
        ? `changes none of the ${of.others} other outputs that count, not by one bit`
        : still === 0
          ? `changes all ${of.others} other outputs that count`
          : `changes ${of.moved} of the ${of.others} other outputs that count and leaves ${still} as ${still === 1 ? 'it was' : 'they were'}, to the bit`;
    const leak = of.leaks === 0 ? '' : `, and ${of.leaks} of these changes must not be: a leak`;
    const pairs = `Of ${of.pairs} pairs that must not touch, ${of.allLeaks === 0 ? 'none' : of.allLeaks} do.`;
    const empty =
      of.empty === 0
        ? ''
        : ` ${of.empty} ${of.empty === 1 ? 'query' : 'queries'} may look at nothing.`;
    return `${of.mask}, replacing ${of.token} ${change}${leak}. ${pairs}${empty}`;
  },
  question: (mask: string, token: string, others: number) =>
    `${mask}, ${token} is replaced. How many of the ${others} other outputs that count change?`,
  why: (leaks: number) =>
    leaks === 0
      ? 'What a query may not look at, in no layer, has no way to its output.'
      : `${leaks} of these changes must not be: the mask is missing, or it blocks the wrong way.`,
  replace: 'Replace a token by another word',
  moved: 'How far each output moves: rows are outputs, columns the token that is replaced',
  movedWords: (token: string, rows: readonly string[]) =>
    rows.length === 0
      ? `Replacing “${token}” changes no other output that counts.`
      : `Replacing “${token}” changes the outputs at ${rows.join(', ')}.`,
  reading:
    'A 0 is exactly 0: the output has the same bits as before. An exclamation mark is a leak. Outputs at padding count for nothing: the loss leaves them out.',
  maskTitle: 'The mask: 1 = this row may look at this column',
  maskWords: (ones: number, all: number) => `${ones} of ${all} places are open.`,
  pattern: 'Attention weights of the last layer',
  patternWords: (open: number) => `${open} weights are above 0.`,
  emptyTitle: 'A query that may look at nothing',
  emptyIntro:
    'Three queries, four keys, one head of width 4, the same numbers everywhere. The mask of the second query blocks all keys. What comes out for it:',
  emptyHead: ['Who computes', 'True means', 'Output of that query', 'In words'] as const,
  outcomes: {
    nan: 'not a number',
    zeros: 'zeros',
    mean: 'mean of all values',
    other: 'something else',
  },
  recorded: (versions: string) =>
    '(1) MultiHeadAttention, asked for its scores or not. (2) nn.MultiheadAttention, which returns its weights unless ' +
    'need_weights=False. (3) scaled_dot_product_attention. (4) The operator Attention. The mean of all values has the ' +
    `blocked ones in it. The first three were computed now, the others recorded with ${versions}.`,
  libraries,
};

import type { LabTexts } from './texts.ts';

export const loraTexts: LabTexts<'lora'> = {
  title: 'LoRA lab',
  fields: {
    source: 'Update of a weight',
    rank: 'Rank R',
    size: 'Size D',
    decay: 'Each singular value over the last',
    layer: 'Layer',
    matrix: 'Matrix',
    large: 'Width of a large model',
    seed: 'Seed',
  },
  options: {
    source: {
      drawn: 'drawn at random',
      answerer: 'full fine-tuning: from the reader to the answerer',
      classifier: 'the classifier’s adapters, of rank 8',
    },
    matrix: { query: 'of the queries', value: 'of the values' },
  },
  cases: {
    first: 'Drawn, 32 × 32, rank 4',
    steep: 'Singular values that fall by half',
    flat: 'Singular values that are all the same',
    whole: 'A rank as large as the matrix',
    answerer: 'What full fine-tuning did, rank 8',
    classifier: 'Adapters of rank 8, rank 4',
    classifierWhole: 'Adapters of rank 8, rank 8',
    paper: 'Rank 8 at width 4,096',
  },
};

export const loraStrings = {
  errors: 'Missing of the update, by rank',
  rank: 'rank R',
  missing: 'missing',
  singular: 'Singular values of the update',
  singularWords: (first: string, last: string, count: number) =>
    `${count} singular values, from ${first} down to ${last}.`,
  head: ['Singular value', 'Size'] as const,
  counts: 'Numbers that are trained',
  lines: [
    'Adapters here, R·(D + D)',
    'The whole matrix here, D·D',
    'Adapters of a matrix of the large model',
    'The whole matrix of the large model',
  ],
  merge: 'Merged against side by side',
  merged: (compared: number, difference: string, largest: string) =>
    `x·W + (x·A)·B and x·(W + A·B) were computed on random inputs: the largest difference of ${compared.toLocaleString('en-US')} outputs is ${difference}, where the largest output is ${largest}. Rounding in float32 leaves as much.`,
  question: (size: number, bound: string) =>
    `The update is ${size} × ${size}. Which is the least rank that misses at most ${bound} of it?`,
  why: (rank: number, error: string, before: string) =>
    `Rank ${rank} misses ${error}, one less ${before}: the square root of the squared singular values that are left out, as a share of all.`,
  sentence: (of: {
    rank: number;
    size: number;
    error: string;
    moved: string;
    full: string;
    share: string;
    compared: string;
    agree: boolean;
  }) =>
    `Adapters of rank ${of.rank} miss ${of.error} of this ${of.size} × ${of.size} update and train ${of.moved} numbers where the matrix has ${of.full} (${of.share}); ` +
    `merged into a weight or beside it, they give ${of.agree ? 'the same' : 'different'} ${of.compared} outputs${of.agree ? ', but for rounding' : ''}.`,
};

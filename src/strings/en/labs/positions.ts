import type { LabTexts } from './texts.ts';

export const positionsTexts: LabTexts<'positions'> = {
  title: 'Position lab',
  fields: {
    scheme: 'Positions',
    words: 'Sentence, 2 to 10 words',
    first: 'Swap word number',
    second: 'with word number',
    offset: 'Move all positions by',
    head: 'Head',
    seed: 'Seed',
  },
  options: {
    scheme: {
      none: 'none',
      sinusoid: 'sinusoids, added',
      learned: 'a learned table, added',
      rope: 'RoPE, in queries and keys',
      alibi: 'ALiBi, in the scores',
    },
  },
  cases: {
    first: 'RoPE',
    none: 'No positions: the outputs swap',
    sinusoid: 'Sinusoids',
    learned: 'A learned table, before training',
    alibi: 'ALiBi',
    mirror: 'ALiBi, and a sentence read backwards',
    far: 'RoPE, moved by 500',
  },
};

export const positionsStrings = {
  conflict: {
    count: (words: number) => `2 to 10 words; there ${words === 1 ? 'is 1' : `are ${words}`}`,
    place: (words: number) => `the place of a word, from 1 to ${words}`,
    equal: () => 'the place of a different word',
  },
  swap: 'Two words swap',
  before: 'Outputs of self-attention',
  after: 'Outputs after the swap',
  matrix: (title: string, words: readonly string[]) =>
    `${title}: one row of eight numbers for each of ${words.join(', ')}.`,
  changes: 'How much each word’s own output changed',
  changesWords: (most: string, word: string) => `The largest change is ${most}, at “${word}”.`,
  change: ['Word', 'Largest change'] as const,
  move: 'All positions move',
  head: 'Head',
  scores: 'Scores, from position 0 on',
  moved: (offset: number) => `Scores, from position ${offset} on`,
  scoresWords: (title: string) => `${title}. Rows are queries, columns are keys.`,
  distance: (asks: string, answers: string) =>
    `Score of the query “${asks}” and the key “${answers}” at each distance`,
  axis: 'position of the query minus position of the key',
  lowest: 'lowest score',
  highest: 'highest score',
  question: (first: string, second: string) =>
    `“${first}” and “${second}” swap places. What happens to the outputs?`,
  options: ['They swap places too, and nothing else changes', 'They change'] as const,
  rounding: 'less than 0.00001, the rounding of float32',
  most: (most: string) => `at most ${most}`,
  why: (most: string) => `Each word’s own output changed by ${most}.`,
  sentence: (of: {
    first: string;
    second: string;
    swaps: boolean;
    most: string;
    offset: number;
    shift: string;
    size: string;
  }) =>
    `Swapping “${of.first}” and “${of.second}” ${of.swaps ? 'swaps their outputs and leaves the others as they were' : 'changes the outputs'} ` +
    `(each word’s own output changes by ${of.most}), and moving all positions by ${of.offset} moves the scores, which reach ${of.size}, by ${of.shift}.`,
};

import type { LabTexts } from './texts.ts';

export const levelsTexts: LabTexts<'levels'> = {
  title: 'Multi-level lab',
  fields: {
    reading: 'How the paragraph is read',
    sentences: 'Sentences',
    words: 'Words in each',
    layers: 'Layers',
    window: 'Window',
    word: 'Word',
    frames: 'Frames of the clip',
    patches: 'Patches in each frame',
  },
  options: {
    reading: {
      flat: 'flat: all words meet',
      levels: 'words, then sentences',
      shifted: 'windows that shift',
      local: 'local, and one global word',
    },
  },
  cases: {
    first: 'Words, then sentences',
    flat: 'Flat',
    shifted: 'Windows that shift, four layers',
    local: 'Local, and one global word',
    long: 'Eight sentences of eight words, in windows of two',
    hunyuan: 'A clip of 33 frames with 3,600 patches',
  },
};

export const levelsLabStrings = {
  names: {
    flat: 'flat',
    levels: 'words, then sentences',
    shifted: 'windows that shift',
    local: 'local and global',
    joint: 'joint',
    divided: 'divided: time, then space, in each layer',
    alternating: 'a layer in space, a layer in time',
  },
  paragraph: 'Who reaches a word',
  choose: 'Word',
  word: (word: number, sentence: number) => `word ${word}, in sentence ${sentence}`,
  after: (layer: number, rows: 'words' | 'sentences') =>
    rows === 'words' ? `layer ${layer}` : `layer ${layer}, its sentence`,
  reach: (word: number) => `What word ${word} depends on after each layer: 1 is yes`,
  reachWords: (counts: readonly number[], T: number) =>
    `After each layer it depends on ${counts.join(', ')} of ${T} words.`,
  costs: 'Scores and mixes of all layers, in millions of multiply-accumulates',
  lengths: (words: number) => `sentences of ${words} words`,
  table: {
    title: 'The longest paragraph, in millions of multiply-accumulates',
    head: ['Reading', 'Scores and mixes', 'All', 'All, beside flat'] as const,
  },
  clip: {
    title: 'Two layers on the clip',
    head: [
      'Reading',
      'Scores and mixes, in millions',
      'Joint is … times that',
      'Tokens seen after one layer',
      'After two',
    ] as const,
  },
  question: (word: number, layers: number) =>
    `On how many words does word ${word} depend after ${layers} ${layers === 1 ? 'layer' : 'layers'}?`,
  why: (counts: readonly number[]) => `After each layer it is ${counts.join(', ')}.`,
  sentence: (of: {
    name: string;
    word: number;
    layers: number;
    reached: number;
    all: number;
    times: string;
    sentences: number;
    words: number;
    ratio: string;
  }) =>
    `Read as “${of.name}”, word ${of.word} depends on ${of.reached} of ${of.all} words after ${of.layers} ${of.layers === 1 ? 'layer' : 'layers'}; ` +
    `at ${of.sentences} sentences of ${of.words} words, flat attention costs ${of.times} times as many multiply-accumulates for scores and mixes, ` +
    `and on the clip joint attention costs ${of.ratio} times as many as divided.`,
};

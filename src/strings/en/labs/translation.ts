import type { LabTexts } from './texts.ts';

export const translationTexts: LabTexts<'translation'> = {
  title: 'Translation lab',
  fields: {
    text: 'English caption',
    width: 'Beam width (1 is greedy)',
    penalty: 'Length penalty α',
    layer: 'Layer to look into',
    attention: 'Attention',
    head: 'Head',
    step: 'Token of the translation',
  },
  options: {
    attention: {
      encoder: 'encoder: the source on itself',
      self: 'decoder: the translation on itself',
      cross: 'decoder: the translation on the source',
    },
  },
  cases: {
    first: 'The sentence of the course, three beams',
    greedy: 'Greedy: one beam',
    wide: 'Five beams',
    short: 'A short caption',
    unknown: 'A word that the model does not know',
    aligned: 'The encoder’s own attention, layer 1',
  },
};

export const translationStrings = {
  words: (most: number) => `1 to ${most} words`,
  sentence: (of: {
    chinese: string;
    tokens: number;
    logProbability: string;
    greedy: string;
    kept: number;
    bytes: string;
  }) =>
    `The translation is “${of.chinese}”: ${of.tokens} tokens with a log-probability of ${of.logProbability}; ` +
    `greedy decoding reaches ${of.greedy}. The search kept ${of.kept} beginnings on the way, ` +
    `and for the best text the cache ends at ${of.bytes} bytes.`,
  question: (before: string) =>
    before === ''
      ? 'Nothing is written yet. Which token does the decoder find likeliest?'
      : `“${before}” is written. Which token does the decoder find likeliest?`,
  why: (token: string, chance: string) => `The decoder gives ${token} a probability of ${chance}.`,
  steps: 'The translation, token by token',
  back: 'Back one token',
  on: 'On one token',
  tree: 'What the beam kept',
  treeWords: (steps: number, kept: number, best: string) =>
    `${kept} beginnings over ${steps} steps; the best text is ${best}.`,
  treeHead: ['Step', 'Kept, best first, with their score'],
  candidates: (token: string) => `Before ${token}: the likeliest tokens`,
  candidateHead: ['Token', 'Probability'] as const,
  lens: 'Layer by layer: what it would write if the decoder ended there',
  lensHead: ['Read after', 'Likeliest token', 'Probability'],
  layerName: (layer: number) => `decoder layer ${layer}`,
  attention: 'Which attention to look at',
  head: (number: number) => `Head ${number}`,
  patternTitle: (name: string, layer: number, head: number) =>
    `Attention, ${name}: layer ${layer}, head ${head}`,
  patternWords: (row: string, column: string, share: string) =>
    `${row} gives most to ${column}: ${share}.`,
  cache: 'Bytes of keys and values after each token',
  cacheWords: (first: string, last: string) => `From ${first} to ${last} bytes.`,
  cacheHead: ['Token', 'Bytes'] as const,
  cacheRule: (of: {
    layers: number;
    width: number;
    source: number;
    tokens: number;
    bytes: string;
  }) =>
    `Keys and values (2), ${of.layers} layers, ${of.width} numbers of 4 bytes, for ${of.source} source tokens, once, ` +
    `and ${of.tokens} tokens so far: 2 × ${of.layers} × ${of.width} × 4 × (${of.source} + ${of.tokens}) = ${of.bytes} bytes.`,
};

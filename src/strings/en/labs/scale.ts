import type { LabTexts } from './texts.ts';

export const scaleTexts: LabTexts<'scale'> = {
  title: 'Scale lab',
  fields: {
    keys: 'Keys to choose from',
    width: 'Head width of the query below',
    seed: 'Seed',
  },
  cases: {
    first: '64 keys, width 64',
    narrow: 'A narrow head: width 4',
    wide: 'A wide head: width 1,024',
    few: 'Two keys only',
    many: '512 keys, width 256',
  },
};

export const scaleStrings = {
  table: {
    width: 'Width K',
    root: '√K',
    spread: 'Spread of the dot products',
    plainLargest: 'Largest probability, no scale',
    scaledLargest: '…, divided by √K',
    plainGradient: 'Gradient, no scale',
    scaledGradient: '…, divided by √K',
  },
  whole: 'All widths',
  plain: 'no scale',
  scaled: 'divided by √K',
  largest: 'Largest probability of a query, mean',
  gradient: 'Length of the gradient at the scores, median',
  widths: 'log₂ of the head width K',
  bar: ['Key, likeliest first', 'Probability'] as const,
  one: (width: number) => `One query of width ${width}`,
  bars: (name: string, largest: string, count: number) =>
    `Probabilities of the keys, largest first, ${name}: the first gets ${largest}, and ${count} ${count === 1 ? 'key gets' : 'keys get'} 99% in all.`,
  question: (width: number, keys: number) =>
    `Width ${width}, ${keys} keys, no scale: which share does a query give its favorite key on average?`,
  why: (width: number, root: string) =>
    `The dot products spread by about √${width} = ${root}, and the softmax takes the exponential of them.`,
  sentence: (of: {
    width: number;
    keys: number;
    plain: string;
    scaled: string;
    root: string;
    plainGradient: string;
    scaledGradient: string;
  }) =>
    `At width ${of.width}, with ${of.keys} keys, a query gives its favorite key ${of.plain} on average; ` +
    `divided by √${of.width} = ${of.root}, the scores give it ${of.scaled}, ` +
    `and the median gradient at the scores is ${of.plainGradient} without the scale and ${of.scaledGradient} with it.`,
};

import type { LabTexts } from './texts.ts';

export const patchesTexts: LabTexts<'patches'> = {
  title: 'Patch lab',
  fields: {
    frames: 'Frames',
    height: 'Height',
    width: 'Width',
    strideTime: 'Compression in time',
    strideSpace: 'Compression in space',
    channels: 'Channels of a latent',
    patchTime: 'Frames of a patch',
    patchSpace: 'Side of a patch',
    hidden: 'Width D of the layer',
    token: 'Token',
    seed: 'Seed',
  },
  cases: {
    first: 'A clip of this course, patches of 1 × 4 × 4 pixels',
    fine: 'Patches of 1 × 2 × 2 pixels',
    tubes: 'Tubes of 2 × 8 × 8 pixels',
    image: 'An image: one frame',
    latte: 'Latte: 16 frames of 256 × 256',
    cogVideoX: 'CogVideoX: 49 frames of 720 × 480',
    wan480: 'Wan 2.1: 81 frames of 832 × 480',
    wan720: 'Wan 2.1: 81 frames of 1280 × 720',
    hunyuan: 'HunyuanVideo: 129 frames of 1280 × 720',
    wanSmall: 'Wan 2.2 5B: 121 frames of 1280 × 704',
    strong: 'Compression 4 × 32 × 32, as Open-Sora 2.0 offers',
  },
};

interface Place {
  readonly token: number;
  readonly time: number;
  readonly row: number;
  readonly column: number;
}

const place = ({ time, row, column }: Place) =>
  `time ${time + 1}, row ${row + 1}, column ${column + 1}`;

export const patchesStrings = {
  frames: (every: number) => (every === 1 ? 'a whole number' : `${every}n + 1`),
  divisor: (of: number) => `a divisor of ${of}, the frames after compression`,
  multiple: (of: number) => `a multiple of ${of}`,
  frame: (at: number, count: number) => `Frame ${at} of ${count} after compression`,
  words: (title: string, rows: number, columns: number, at: Place) =>
    `${title}: ${rows} rows and ${columns} columns of patches. Token ${at.token} is framed: ${place(at)}.`,
  chosen: (at: Place, numbers: number) =>
    `Token ${at.token.toLocaleString('en-US')}: ${place(at)}. It holds ${numbers} numbers.`,
  moves: {
    before: 'Token before',
    after: 'Token after',
    earlier: 'Same place, earlier',
    later: 'Same place, later',
  },
  compared: 'Pairs of tokens that meet in a layer',
  full: 'all with all',
  apart: 'space and time apart',
  head: ['Attention', 'Pairs'] as const,
  pairsWords: (full: string, apart: string) =>
    `Pairs of tokens: ${full} where all attend to all, ${apart} with space and time apart.`,
  working: 'How the numbers come out',
  lines: {
    frames: 'Tokens in time',
    rows: 'Rows',
    columns: 'Columns',
    tokens: 'Tokens',
    inToken: 'Numbers in a token',
    pairs: 'Pairs, all with all',
    apart: 'Pairs, space and time apart',
    ratio: 'Times as many',
    share: 'Share of scores and mixes in the products of a layer with F = 4D',
    compression: 'Numbers of pixels to one of a latent',
    shrink: 'Cells of pixels to one of latents',
  },
  question: 'Into how many tokens is the clip cut?',
  why: (line: string, side: number) => `${line} tokens, with patches of side ${side}.`,
  sentence: (of: {
    clip: string;
    tokens: string;
    inToken: number;
    pairs: string;
    ratio: string;
    share: string;
    compared: string;
    difference: number;
  }) =>
    `A clip of ${of.clip} becomes ${of.tokens} tokens of ${of.inToken} numbers each; ` +
    `all with all that is ${of.pairs} pairs, ${of.ratio} times as many as with space and time apart, ` +
    `and ${of.share} of a layer’s products. ` +
    (of.difference === 0
      ? `Cut and put together again, all ${of.compared} numbers that were tried are the same.`
      : `Cut and put together again, the ${of.compared} numbers that were tried differ by up to ${of.difference}.`),
};

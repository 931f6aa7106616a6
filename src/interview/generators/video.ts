import { countDitBlock } from '../../model/diffusion/count.ts';
import {
  countVideoTokens,
  elementCompression,
  fullOverFactorised,
  latentGrid,
  volume,
} from '../../model/video/count.ts';
import type { Random } from '../../model/random.ts';
import type { Generator } from './generator.ts';
import { pick, whole } from './pick.ts';
import { line, n } from './write.ts';

const STRIDE = { frames: 4, height: 8, width: 8 };
const PATCH = { frames: 1, height: 2, width: 2 };
const SIZES = [
  { height: 480, width: 720 },
  { height: 480, width: 832 },
  { height: 512, width: 512 },
  { height: 720, width: 1280 },
  { height: 256, width: 448 },
] as const;

function drawClip(random: Random) {
  return { frames: 4 * whole(random, 4, 40) + 1, ...pick(random, SIZES) };
}

/** Tokens of a clip: stride 4×8×8, first frame alone, patch 1×2×2. */
const videoTokens: Generator = (random) => {
  const clip = drawClip(random);
  const answer = countVideoTokens(clip, { stride: STRIDE, patch: PATCH });
  const { frames, height, width } = clip;
  const kept = (frames - 1) / 4 + 1;
  const place = (height / 16) * (width / 16);
  return {
    values: { frames, height, width },
    answer,
    tolerance: 0.001 * answer,
    working: [
      line(`(${n(frames)} − 1) / 4 + 1`, kept),
      line(`${n(height)} / 16 × ${n(width)} / 16`, place),
      line(`${n(kept)} × ${n(place)}`, answer),
    ],
    slips: {
      noPatches: 4 * answer,
      allFrames: frames * place,
      firstFrameLost: (kept - 1) * place,
    },
  };
};

/** Numbers in the latents of a clip. */
const latentNumbers: Generator = (random) => {
  const clip = drawClip(random);
  const channels = pick(random, [4, 8, 16, 32]);
  const grid = latentGrid(clip, STRIDE);
  const answer = volume(grid) * channels;
  const sizes = [grid.frames, grid.height, grid.width, channels].map((x) => n(x)).join(' × ');
  return {
    values: { ...clip, channels },
    answer,
    tolerance: 0.001 * answer,
    working: [
      line(`(${n(clip.frames)} − 1) / 4 + 1`, grid.frames),
      line(`${n(clip.height)} / 8`, grid.height),
      line(`${n(clip.width)} / 8`, grid.width),
      line(sizes, answer),
    ],
    slips: {
      noChannels: volume(grid),
      allFrames: clip.frames * grid.height * grid.width * channels,
      patches: answer / 4,
    },
  };
};

/** 3·s_t·s_h·s_w / C */
const compression: Generator = (random) => {
  const time = pick(random, [2, 4, 8]);
  const space = pick(random, [8, 16, 32]);
  const channels = pick(random, [4, 8, 16, 32, 64, 128]);
  const stride = { frames: time, height: space, width: space };
  const answer = elementCompression(stride, channels);
  const s = n(space);
  return {
    values: { time, space, channels },
    answer,
    tolerance: 0.01 * answer,
    working: [line(`3 × ${n(time)} × ${s} × ${s} / ${n(channels)}`, answer)],
    slips: {
      gridAlone: volume(stride),
      noColors: volume(stride) / channels,
      noTime: answer / time,
    },
  };
};

/** Tokens of an image in DiT: (size / 8 / p)². */
const imageTokens: Generator = (random) => {
  const size = pick(random, [256, 384, 512, 768, 1024]);
  const patch = pick(random, [2, 4]);
  const side = size / 8 / patch;
  const answer = side ** 2;
  return {
    values: { size, patch },
    answer,
    working: [line(`${n(size)} / 8 / ${n(patch)}`, side), line(`${n(side)}²`, answer)],
    slips: {
      side,
      noPatches: (size / 8) ** 2,
      pixels: (size / patch) ** 2,
    },
  };
};

/** A patch k times smaller: k² tokens, k⁴ pairs. */
const patchPairs: Generator = (random) => {
  const smaller = pick(random, [2, 4]);
  const before = smaller * pick(random, [1, 2, 4]);
  const after = before / smaller;
  const answer = smaller ** 4;
  return {
    values: { before, after },
    answer,
    working: [
      line(`(${n(before)} / ${n(after)})²`, smaller ** 2),
      line(`${n(smaller ** 2)}²`, answer),
    ],
    slips: { tokens: smaller ** 2, side: smaller, cube: smaller ** 3 },
  };
};

/** S·T / (S + T) */
const factorised: Generator = (random) => {
  const frames = whole(random, 5, 40);
  const [rows, columns] = [whole(random, 4, 16), whole(random, 4, 24)];
  const answer = fullOverFactorised({ frames, height: rows, width: columns });
  const places = rows * columns;
  return {
    values: { frames, rows, columns },
    answer,
    tolerance: 0.01 * answer,
    working: [
      line(`${n(rows)} × ${n(columns)}`, places),
      line(`${n(places)} × ${n(frames)} / (${n(places)} + ${n(frames)})`, answer, 2),
    ],
    slips: { frames, places, all: places * frames },
  };
};

/** 4D² + 8D² + 6D², with biases. */
const ditBlockParameters: Generator = (random) => {
  const width = 64 * whole(random, 4, 24);
  const patch = { frames: 1, height: 2, width: 2 };
  const condition = { kind: 'none' } as const;
  const sizes = { width, heads: width / 64, layers: 1, patch, channels: 4, condition };
  const answer = countDitBlock(sizes);
  const d = n(width);
  return {
    values: { width },
    answer,
    tolerance: 0.01 * answer,
    working: [
      line(`4 × ${d} × ${d} + 8 × ${d} × ${d} + 6 × ${d} × ${d}`, 18 * width * width),
      line(`18 × ${d} × ${d} + 15 × ${d}`, answer),
    ],
    slips: {
      noModulation: 12 * width * width,
      modulationAlone: 6 * width * width,
      threeVectors: 15 * width * width,
    },
  };
};

/** L·(12ND² + 2N²D) */
const ditMacs: Generator = (random) => {
  const layers = pick(random, [12, 24, 28, 40]);
  const width = pick(random, [384, 768, 1024, 1152, 3072]);
  const tokens = pick(random, [256, 1024, 4096, 16_384]);
  const [linear, pairs] = [12 * tokens * width ** 2, 2 * tokens ** 2 * width];
  const answer = layers * (linear + pairs);
  const [d, t] = [n(width), n(tokens)];
  return {
    values: { layers, width, tokens },
    answer,
    tolerance: 0.01 * answer,
    working: [
      line(`12 × ${t} × ${d} × ${d}`, linear),
      line(`2 × ${t} × ${t} × ${d}`, pairs),
      line(`${n(layers)} × (${n(linear)} + ${n(pairs)})`, answer),
    ],
    slips: { flops: 2 * answer, oneBlock: answer / layers, pairsAlone: layers * pairs },
  };
};

/** L blocks of windows, shifted in turn: L·w places in a row. */
const shiftedReach: Generator = (random) => {
  const window = 2 * whole(random, 1, 6);
  const blocks = whole(random, 2, 6);
  const answer = window * blocks;
  return {
    values: { window, blocks },
    answer,
    working: [line(`${n(blocks)} × ${n(window)}`, answer)],
    slips: {
      neverShifted: window,
      doubled: window * 2 ** blocks,
      halfSteps: window + ((blocks - 1) * window) / 2,
    },
  };
};

/** seconds · frames a second · height · width · 3 bytes */
const rawBytes: Generator = (random) => {
  const seconds = pick(random, [4, 5, 10, 20, 60]);
  const rate = pick(random, [8, 16, 24, 30]);
  const { height, width } = pick(random, SIZES);
  const answer = seconds * rate * height * width * 3;
  const sizes = [seconds, rate, height, width].map((x) => n(x)).join(' × ');
  return {
    values: { seconds, rate, height, width },
    answer,
    tolerance: 0.01 * answer,
    working: [line(`${sizes} × 3`, answer)],
    slips: { noColors: answer / 3, bits: answer * 8, oneSecond: answer / seconds },
  };
};

export const video = {
  'video-tokens': videoTokens,
  'latent-numbers': latentNumbers,
  compression,
  'image-tokens': imageTokens,
  'patch-pairs': patchPairs,
  factorised,
  'dit-block-parameters': ditBlockParameters,
  'dit-macs': ditMacs,
  'shifted-reach': shiftedReach,
  'raw-bytes': rawBytes,
};

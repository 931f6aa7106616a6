import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  addCosts,
  attentionPooling,
  createRandom,
  documentCost,
  documentEncoder,
  encoderLayer,
  encoderLayerCost,
  factorizedCost,
  factorizedEncoder,
  initDividedLayer,
  initDocument,
  initEncoderLayer,
  initFactorized,
  initPooling,
  initWindowEncoder,
  localGlobalCost,
  localGlobalLayer,
  poolingCost,
  spaceTimeCost,
  spaceTimeEncoder,
  spaceTimeEncoderCost,
  spaceTimeLayer,
  totalMacs,
  windowEncoder,
  windowEncoderCost,
} from '../../../../src/model/index.ts';
import type { Cost, SpaceTimeKind, WindowSize } from '../../../../src/model/index.ts';
import { normal } from '../cases.ts';

const random = createRandom(51);
const sizes = { width: 8, inner: 12, heads: 2 };
const { width: D, inner: F, heads: H } = sizes;

/** The multiply-accumulates of every matrix product that ran: rows · columns · depth. */
async function counted(run: () => tf.Tensor): Promise<number> {
  const { kernels } = await tf.profile(() => tf.tidy(run));
  return kernels
    .filter(({ name }) => name === 'BatchMatMul')
    .reduce((sum, { inputShapes, outputShapes }) => {
      const cells = outputShapes[0]?.reduce((product, size) => product * size, 1) ?? NaN;
      return sum + cells * (inputShapes[0]?.at(-1) ?? NaN);
    }, 0);
}

const layer = () => initEncoderLayer(random, D, F);
const sequence = (T: number) => normal<tf.Rank.R3>(random, [1, T, D]);
const clip = { frames: 3, tokens: 4 };
const frames = normal<tf.Rank.R4>(random, [1, 3, 4, D]);
const documents = { ...sizes, vocabulary: 5, wordLayers: 2, sentenceLayers: 3 };

function pyramid(size: [number, number], windowSize: WindowSize, depths: number[]) {
  const config = { ...sizes, windowSize, depths };
  const x = normal<tf.Rank.R4>(random, [1, ...size, D]);
  const run = () => windowEncoder(initWindowEncoder(random, config), x, { heads: H, windowSize });
  return [`pyramid on [${size.join()}]`, () => windowEncoderCost(size, config), run] as const;
}

function local(T: number, reach: { window: number; causal?: boolean; globals?: number[] }) {
  const run = () => localGlobalLayer(layer(), sequence(T), { heads: H, ...reach });
  const cost = () => localGlobalCost(T, reach, sizes);
  return [`local ${T} ${JSON.stringify(reach)}`, cost, run] as const;
}

function spaceTime(kind: SpaceTimeKind) {
  const params = kind === 'divided' ? initDividedLayer(random, sizes) : layer();
  const run = () => spaceTimeLayer(params, frames, { heads: H, kind });
  return [kind, () => spaceTimeCost(kind, clip, sizes), run] as const;
}

/** Costs are counted inside of the tests: mutation testing sees only what a test runs. */
const runs: (readonly [name: string, cost: () => Cost, run: () => tf.Tensor])[] = [
  [
    'full',
    () => encoderLayerCost(6, 36, sizes),
    () => encoderLayer(layer(), sequence(6), { heads: H }),
  ],
  ['pooling', () => poolingCost(6, D), () => attentionPooling(initPooling(random, D), sequence(6))],
  [
    'document',
    () => documentCost(4, 3, documents),
    () =>
      documentEncoder(initDocument(random, documents), tf.zeros([1, 4, 3], 'int32'), { heads: H }),
  ],
  pyramid([4, 8], [2, 2], [2, 1]),
  pyramid([1, 8], [1, 2], [1, 2, 1]),
  local(12, { window: 4 }),
  local(13, { window: 4, causal: true }),
  local(13, { window: 4, globals: [0, 7] }),
  local(2, { window: 4, globals: [1], causal: true }),
  ...(['joint', 'space', 'time', 'divided'] as const).map(spaceTime),
  [
    'alternating',
    () => spaceTimeEncoderCost('alternating', 3, clip, sizes),
    () =>
      spaceTimeEncoder([layer(), layer(), layer()], frames, { heads: H, attention: 'alternating' }),
  ],
  [
    'factorized',
    () => factorizedCost(clip, { ...sizes, spaceLayers: 2, timeLayers: 1 }),
    () => {
      const params = initFactorized(random, { ...sizes, spaceLayers: 2, timeLayers: 1 });
      return factorizedEncoder(params, frames, { heads: H });
    },
  ],
];

describe('the count of multiply-accumulates', () => {
  it.each(runs)('of %s is what ran', async (_, cost, run) => {
    expect(await counted(run)).toBe(totalMacs(cost()));
  });

  it('tells attention from projections', () => {
    expect(encoderLayerCost(6, 36, sizes)).toEqual({
      projections: 4 * 6 * 8 * 8,
      attention: 2 * 36 * 8,
      feedForward: 2 * 6 * 8 * 12,
      lookup: 0,
    });
    expect(poolingCost(6, D)).toEqual({
      projections: 6 * 64,
      attention: 2 * 6 * 8,
      feedForward: 0,
      lookup: 0,
    });
    const { lookup, attention } = windowEncoderCost([4, 4], {
      ...sizes,
      windowSize: [2, 2],
      depths: [1],
    });
    expect([lookup, attention]).toEqual([16 * 9 * 2, 2 * 16 * 4 * 8]);
    expect(documentCost(4, 3, documents).lookup).toBe(12 * 5 * 8);
  });

  it('adds part by part', () => {
    const one = { projections: 1, attention: 2, feedForward: 3, lookup: 4 };
    expect(addCosts(one, one, one)).toEqual({
      projections: 3,
      attention: 6,
      feedForward: 9,
      lookup: 12,
    });
    expect(totalMacs(addCosts(one, one))).toBe(20);
    expect(totalMacs(addCosts())).toBe(0);
  });

  it('is linear in the number of tokens, with a window', () => {
    const macs = (T: number) => localGlobalCost(T, { window: 9, globals: [0] }, sizes).attention;
    expect(macs(1024) / macs(128)).toBe(8);
    const windows = (X: number) =>
      windowEncoderCost([1, X], { ...sizes, windowSize: [1, 8], depths: [2] }).attention;
    expect(windows(1024) / windows(128)).toBe(8);
    const full = (T: number) => encoderLayerCost(T, T * T, sizes).attention;
    expect(full(1024) / full(128)).toBe(64);
  });
});

describe('joint over divided attention', () => {
  it.each([
    ['HunyuanVideo, 129 frames of 720p', { frames: 33, tokens: 45 * 80 }, 32.7, 118_800],
    ['CogVideoX, 49 frames of 480p', { frames: 13, tokens: 30 * 45 }, 12.9, 17_550],
  ])('%s', (_, clip, ratio, tokens) => {
    const { frames: N, tokens: S } = clip;
    const scores = (kind: SpaceTimeKind) => spaceTimeCost(kind, clip, sizes).attention;
    expect(N * S).toBe(tokens);
    expect(scores('joint') / scores('divided')).toBeCloseTo((N * S) / (N + S), 10);
    expect(scores('joint') / scores('divided')).toBeCloseTo(ratio, 1);
    // Two alternating layers have the scores of one divided layer: half as many a layer.
    const alternating = spaceTimeEncoderCost('alternating', 2, clip, sizes);
    expect(alternating.attention).toBe(scores('divided'));
    expect(spaceTimeEncoderCost('joint', 2, clip, sizes).attention).toBe(2 * scores('joint'));
  });
});

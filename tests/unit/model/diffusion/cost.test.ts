import '../backend.ts';
import { describe, expect, it } from 'vitest';
import {
  countTextToVideo,
  ditBlockMacs,
  samplingMacs,
  textToVideoCost,
  totalMacs,
} from '../../../../src/model/index.ts';

const wan = { layers: 40, width: 5120, inner: 13_824, textTokens: 512 };

describe('the sizes of Wan 2.1', () => {
  // Their names say 14B and 1.3B.
  it.each([
    [wan, 14],
    [{ layers: 30, width: 1536, inner: 8960, textTokens: 512 }, 1.4],
  ])('%o', (sizes, billions) => {
    expect(Math.abs(countTextToVideo(sizes) / (billions * 1e9) - 1)).toBeLessThan(0.01);
  });
});

it('is what the blocks of the library cost, without their modulation', () => {
  const [frames, rows, columns, D, S] = [3, 4, 5, 32, 7];
  const condition = { kind: 'cross', textWidth: D } as const;
  const patch = { frames: 1, height: 2, width: 2 };
  const config = { layers: 6, width: D, heads: 4, patch, channels: 4, condition };
  const blocks = Array.from({ length: 6 }, (_, layer) =>
    ditBlockMacs(config, layer, { frames, rows, columns }, { textTokens: S }),
  );
  const sizes = { layers: 6, width: D, inner: 4 * D, textTokens: S };
  const wanted = blocks.reduce((sum, macs) => sum + macs - 6 * D * D, 0);
  expect(totalMacs(textToVideoCost(frames * rows * columns, sizes))).toBe(wanted);
});

it('takes 8.39e14 a prediction of Wan 14B on 32,760 tokens, 53 % of them in attention', () => {
  const cost = textToVideoCost(32_760, wan);
  // 40 × (6·32,760·5120² + 2·512·5120² + 2·32,760²·5120 + 2·32,760·512·5120 + 2·32,760·5120·13,824)
  expect(totalMacs(cost)).toBe(839_139_328_000_000);
  expect(cost.attention / totalMacs(cost)).toBeCloseTo(0.53, 2);
});

it('is paid for every step, and twice with guidance', () => {
  const once = totalMacs(textToVideoCost(100, wan));
  expect(samplingMacs(100, wan, 50, 2)).toBe(100 * once);
});

import { totalMacs } from '../../model/multilevel/cost.ts';
import { samplingMacs, textToVideoCost } from '../../model/diffusion/cost.ts';
import type { TextToVideoSizes } from '../../model/diffusion/cost.ts';
import { countVideoTokens } from '../../model/video/count.ts';
import type { Tokenizer } from '../../model/video/count.ts';
import type { Field, Result, Values } from './calculator.ts';
import { assumed, decimal, option, percentage, whole } from './field.ts';
import { worked } from './write.ts';

/** What the calculators of serving, training and cost share: a clip, its tokens, a network, a GPU. */

/** How far height and width shrink from pixels to tokens, compression and patches together. */
const SHRINK = [16, 32] as const;

const onGrid = (field: Field): Field => ({
  ...field,
  grid: ({ shrink = 16 }) => ({ every: shrink, from: 0 }),
});

export const clipFields = {
  frames: { ...whole(81, 1, 1201), grid: () => ({ every: 4, from: 1 }) },
  height: onGrid(whole(480, 64, 2176)),
  width: onGrid(whole(832, 64, 3840)),
  shrink: option(16, SHRINK),
};

export const networkFields = {
  layers: whole(40, 1, 200),
  hidden: whole(5120, 64, 20_480),
  inner: whole(13_824, 64, 81_920),
  textTokens: whole(512, 1, 10_000),
};

export const samplingFields = {
  steps: whole(50, 1, 1000),
  evaluations: option(2, [1, 2]),
};

/** What the stages beside the network take, in GPU seconds a million pixels. */
export const otherField = assumed(decimal(1.5, 0, 1000));

export const gpuFields = {
  peak: assumed(whole(1000, 1, 100_000)),
  utilization: assumed(percentage(40, 1)),
};

type Of<F> = Readonly<Record<keyof F, number>>;
export type ClipValues = Of<typeof clipFields>;
export type NetworkValues = Of<typeof networkFields>;
export type SamplingValues = Of<typeof samplingFields>;
export type GpuValues = Of<typeof gpuFields>;

/** Compression 4 × 8 × 8 or 4 × 16 × 16 with the first frame alone, then patches of 1 × 2 × 2. */
function tokenizer({ shrink = 16 }: Values): Tokenizer {
  const stride = shrink / 2;
  return {
    stride: { frames: 4, height: stride, width: stride },
    patch: { frames: 1, height: 2, width: 2 },
  };
}

export function sizesOf({ layers, hidden, inner, textTokens }: NetworkValues): TextToVideoSizes {
  return { layers, width: hidden, inner, textTokens };
}

/** T, the tokens of the clip. */
export function clipTokens(values: ClipValues): Result {
  const { frames, height, width, shrink } = values;
  const value = countVideoTokens({ frames, height, width }, tokenizer(values));
  const [kept, rows, columns] = [(frames - 1) / 4 + 1, height / shrink, width / shrink];
  return {
    value,
    scale: 'plain',
    working: [
      worked(kept)`(${frames} − 1) / ${4} + 1`,
      worked(rows)`${height} / ${shrink}`,
      worked(columns)`${width} / ${shrink}`,
      worked(value)`${kept} × ${rows} × ${columns}`,
    ],
  };
}

/** The multiply-accumulates of one prediction. */
export function predictionMacs(tokens: number, network: NetworkValues): Result {
  const { layers: L, hidden: D, inner: F, textTokens: S } = network;
  const T = tokens;
  const { projections, attention, feedForward } = textToVideoCost(T, sizesOf(network));
  const value = projections + attention + feedForward;
  return {
    value,
    scale: 'plain',
    working: [
      worked(projections)`${L} × (6 × ${T} × ${D}² + 2 × ${S} × ${D}²)`,
      worked(attention)`${L} × (2 × ${T}² × ${D} + 2 × ${T} × ${S} × ${D})`,
      worked(feedForward)`${L} × 2 × ${T} × ${D} × ${F}`,
      worked(value)`${projections} + ${attention} + ${feedForward}`,
    ],
  };
}

/** How much of a prediction is attention: what grows with the square of the tokens. */
export function attentionShare(tokens: number, network: NetworkValues): Result {
  const cost = textToVideoCost(tokens, sizesOf(network));
  const value = cost.attention / totalMacs(cost);
  const working = [worked(value)`${cost.attention} / ${totalMacs(cost)}`];
  return { value, scale: 'share', working };
}

/** The floating-point operations of a whole clip: two a multiply-accumulate. */
export function clipOperations(
  tokens: number,
  network: NetworkValues,
  { steps, evaluations }: SamplingValues,
): Result {
  const value = 2 * samplingMacs(tokens, sizesOf(network), steps, evaluations);
  const once = totalMacs(textToVideoCost(tokens, sizesOf(network)));
  const working = [worked(value)`2 × ${once} × ${steps} × ${evaluations}`];
  return { value, scale: 'plain', working };
}

/** What a GPU gets done in a second, in operations. */
export function operationsPerSecond({ peak, utilization }: GpuValues): Result {
  const value = peak * 1e12 * (utilization / 100);
  return { value, scale: 'plain', working: [worked(value)`${peak} × 1e12 × ${utilization} / 100`] };
}

/**
 * Seconds of one GPU for a clip. The text encoder, the decoder and the checks take `other` seconds a
 * million pixels: they do not depend on the steps.
 */
export function clipSeconds(
  operations: number,
  rate: number,
  values: ClipValues & { other: number },
): Result {
  const { frames, height, width, other } = values;
  const network = operations / rate;
  const beside = ((frames * height * width) / 1e6) * other;
  return {
    value: network + beside,
    scale: 'seconds',
    working: [
      worked(network)`${operations} / ${rate}`,
      worked(beside)`${frames} × ${height} × ${width} / 1e6 × ${other}`,
      worked(network + beside)`${network} + ${beside}`,
    ],
  };
}

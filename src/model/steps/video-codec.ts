import type { VideoCodecConfig } from '../video/config.ts';
import { cell, range } from './build.ts';
import type { Source } from './layer.ts';
import { activeStep, channelNormStep, convStep, upsampledStep } from './video-conv.ts';
import type { VideoStep } from './video.ts';

/** What the steps of an encoder, or of a decoder, need to know. */
export interface VideoCodecSpec {
  /** The scope of its taps and the path of its weights: `encoder`. */
  readonly name: string;
  /** What it reads, by name. */
  readonly x: string;
  readonly config: VideoCodecConfig;
}

export interface VideoBlockSpec {
  /** The scope of its taps and the path of its weights: `encoder.levels.0.blocks.0`. */
  readonly name: string;
  readonly x: Source;
  readonly causal: boolean;
}

/** The steps of `videoBlock`, in the order of its taps. */
export function videoBlockSteps({ name, x, causal }: VideoBlockSpec): VideoStep[] {
  const named = (local: string, symbol: string): Source => ({ name: `${name}.${local}`, symbol });
  const [norm1, active1, conv1] = [
    named('norm1', 'N_1'),
    named('active1', 'A_1'),
    named('conv1', 'F_1'),
  ];
  const [norm2, active2, conv2] = [
    named('norm2', 'N_2'),
    named('active2', 'A_2'),
    named('conv2', 'F_2'),
  ];
  return [
    channelNormStep(norm1.name, norm1.symbol, x),
    activeStep(active1.name, active1.symbol, norm1),
    convStep({ ...conv1, x: active1, causal }),
    channelNormStep(norm2.name, norm2.symbol, conv1),
    activeStep(active2.name, active2.symbol, norm2),
    convStep({ ...conv2, x: active2, causal }),
    {
      name: `${name}.output`,
      kind: 'videoSum',
      formula: `H = ${x.symbol} + ${conv2.symbol}`,
      shape: ['N', 'Y', 'X', 'C'],
      inputs: [x.name, conv2.name],
      explain: (index) => ({
        kind: 'sum',
        terms: [cell(x.name, ...index), cell(conv2.name, ...index)],
      }),
    },
  ];
}

/** The steps of `encodeVideo`, in the order of its taps. */
export function videoEncoderSteps({ name, x, config }: VideoCodecSpec): VideoStep[] {
  const { channels, strides, causal = true } = config;
  const input: Source = { name: `${name}.input`, symbol: 'F' };
  const steps = [convStep({ ...input, x: { name: x, symbol: 'V' }, causal })];
  let h = input;
  for (const level of channels.keys()) {
    const at = `${name}.levels.${level}`;
    h = addBlocks(steps, at, h, config);
    if (level === channels.length - 1) continue;
    const down: Source = { name: `${at}.down`, symbol: 'F' };
    steps.push(convStep({ ...down, x: h, causal, stride: strides[level] }));
    h = down;
  }
  return [...steps, ...lastSteps(name, h, 'O', causal), ...momentSteps(name, config)];
}

/** The steps of `decodeVideo`, in the order of its taps. */
export function videoDecoderSteps({ name, x, config }: VideoCodecSpec): VideoStep[] {
  const { strides, causal = true } = config;
  const input: Source = { name: `${name}.input`, symbol: 'F' };
  const steps = [convStep({ ...input, x: { name: x, symbol: 'Z' }, causal })];
  let h = input;
  for (const [level, stride] of [...strides.toReversed(), undefined].entries()) {
    const at = `${name}.levels.${level}`;
    h = addBlocks(steps, at, h, config);
    if (!stride) continue;
    const [large, up] = [
      { name: `${at}.upsampled`, symbol: 'U' },
      { name: `${at}.up`, symbol: 'F' },
    ];
    steps.push(upsampledStep(large.name, h, stride, causal));
    steps.push(convStep({ ...up, x: large, causal }));
    h = up;
  }
  return [...steps, ...lastSteps(name, h, '\\hat V', causal)];
}

/** Adds the steps of a level's blocks; returns what the last of them gives. */
function addBlocks(steps: VideoStep[], at: string, x: Source, config: VideoCodecConfig): Source {
  const { blocks = 1, causal = true } = config;
  return range(blocks).reduce<Source>((h, i) => {
    const name = `${at}.blocks.${i}`;
    steps.push(...videoBlockSteps({ name, x: h, causal }));
    return { name: `${name}.output`, symbol: 'H' };
  }, x);
}

function lastSteps(name: string, x: Source, symbol: string, causal: boolean): VideoStep[] {
  const norm: Source = { name: `${name}.norm`, symbol: 'N' };
  const active: Source = { name: `${name}.active`, symbol: 'A' };
  return [
    channelNormStep(norm.name, norm.symbol, x),
    activeStep(active.name, active.symbol, norm),
    convStep({ name: `${name}.output`, symbol, x: active, causal }),
  ];
}

/** The two halves of the encoder's channels. */
function momentSteps(name: string, { latentChannels: C }: VideoCodecConfig): VideoStep[] {
  const output = `${name}.output`;
  const half = (
    local: string,
    kind: VideoStep['kind'],
    formula: string,
    start: number,
  ): VideoStep => ({
    name: `${name}.${local}`,
    kind,
    formula,
    shape: ['N', 'Y', 'X', 'C'],
    inputs: [output],
    explain: ([n = 0, y = 0, x = 0, c = 0]) => ({
      kind: 'copy',
      of: cell(output, n, y, x, start + c),
    }),
  });
  return [
    half('mean', 'videoMean', '\\mu = O_{\\dots,\\,<C}', 0),
    half('logVariance', 'videoLogVariance', '\\log \\sigma^2 = O_{\\dots,\\,\\ge C}', C),
  ];
}

import { KERNEL, totalStride } from './config.ts';
import type { VideoCodecConfig } from './config.ts';
import { latentGrid, volume } from './count.ts';
import type { Extent } from './count.ts';

/** What a compression network costs, without tfjs: for pages that only count. */

/** One convolution of a network: its channels, and how far it lies from the pixels. */
interface Layer {
  readonly C: number;
  readonly F: number;
  /** The strides between the pixels and its output. */
  readonly level: number;
}

/** Encoder and decoder, each. */
export interface CodecCost {
  readonly encoder: number;
  readonly decoder: number;
}

/** Weight and bias: k_t·k_h·k_w·C·F + F. */
export function countConv3d(C: number, F: number, kernel = KERNEL): number {
  return volume(kernel) * C * F + F;
}

/** How many parameters the network has. */
export function countVideoCodec(config: VideoCodecConfig): CodecCost {
  const gains = (C: number) => C;
  const { channels, blocks = 1 } = config;
  const norms = channels.reduce((sum, C) => sum + 2 * blocks * gains(C), 0);
  const convs = (layers: readonly Layer[]) =>
    layers.reduce((sum, { C, F }) => sum + countConv3d(C, F), 0);
  return {
    encoder: convs(encoderLayers(config)) + norms + gains(channels.at(-1) ?? 0),
    decoder: convs(decoderLayers(config)) + norms + gains(channels[0] ?? 0),
  };
}

/**
 * How often the convolutions multiply and add for one clip: for each, cells of the output times
 * k_t·k_h·k_w·C·F. Zeros outside of the clip count, since they are multiplied.
 */
export function videoCodecMacs(config: VideoCodecConfig, clip: Extent): CodecCost {
  const grids = config.channels.map((_, level) => {
    const outer = { ...config, strides: config.strides.slice(0, level) };
    return volume(latentGrid(clip, totalStride(outer), config.causal));
  });
  const macs = (layers: readonly Layer[]) =>
    layers.reduce(
      (sum, { C, F, level }) => sum + (grids[level] ?? NaN) * volume(KERNEL) * C * F,
      0,
    );
  return { encoder: macs(encoderLayers(config)), decoder: macs(decoderLayers(config)) };
}

function encoderLayers({
  channels,
  latentChannels,
  blocks = 1,
  pixelChannels = 3,
}: VideoCodecConfig): Layer[] {
  const [first = 0, last = 0] = [channels[0], channels.at(-1)];
  const downs = channels.slice(1).map((F, i) => ({ C: channels[i] ?? 0, F, level: i + 1 }));
  return [
    { C: pixelChannels, F: first, level: 0 },
    ...blockLayers(channels, blocks),
    ...downs,
    { C: last, F: 2 * latentChannels, level: channels.length - 1 },
  ];
}

function decoderLayers({
  channels,
  latentChannels,
  blocks = 1,
  pixelChannels = 3,
}: VideoCodecConfig): Layer[] {
  const [first = 0, last = 0] = [channels[0], channels.at(-1)];
  const ups = channels.slice(1).map((C, i) => ({ C, F: channels[i] ?? 0, level: i }));
  return [
    { C: latentChannels, F: last, level: channels.length - 1 },
    ...blockLayers(channels, blocks),
    ...ups,
    { C: first, F: pixelChannels, level: 0 },
  ];
}

/** Two convolutions a block. */
function blockLayers(channels: readonly number[], blocks: number): Layer[] {
  return channels.flatMap((C, level) =>
    Array.from({ length: 2 * blocks }, () => ({ C, F: C, level })),
  );
}

/** Video: spacetime patches, the compression network, positions on a grid. */
export {
  denormalizeLatents,
  klDivergence,
  measureLatents,
  normalizeLatents,
  sampleLatents,
} from './bottleneck.ts';
export type { LatentScale, Moments } from './bottleneck.ts';
export { decodeVideo, encodeVideo, videoBlock } from './codec.ts';
export type { VideoBlockOptions } from './codec.ts';
export { KERNEL as VIDEO_KERNEL, STRIDES_4_8_8, totalStride } from './config.ts';
export type { VideoCodecConfig } from './config.ts';
export { conv3d, upsample } from './conv.ts';
export type { Conv3dOptions } from './conv.ts';
export { countConv3d, countVideoCodec, videoCodecMacs } from './cost.ts';
export type { CodecCost } from './cost.ts';
export {
  countVideoTokens,
  elementCompression,
  fullOverFactorised,
  latentGrid,
  patchGrid,
} from './count.ts';
export type { Extent, Tokenizer } from './count.ts';
export {
  initConv3d,
  initVideoBlock,
  initVideoCodec,
  initVideoDecoder,
  initVideoEncoder,
} from './init.ts';
export { videoCodecLoss } from './loss.ts';
export type { VideoCodecLossOptions } from './loss.ts';
export type * from './params.ts';
export { patchify, unpatchify } from './patch.ts';
export { coordinates, gridAngles, rotateGrid } from './rotary.ts';
export type { GridRotaryOptions } from './rotary.ts';

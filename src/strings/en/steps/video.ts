import type { VideoStepKind } from '../../../model/steps/video.ts';
import type { StepText } from './text.ts';

/** The steps of video: patches, positions on a grid, the compression network. */
export const videoSteps: Readonly<Record<VideoStepKind, StepText>> = {
  videoPatches: {
    title: 'Spacetime patches',
    what: 'The video is cut into small blocks of frames, rows and columns. Each block, written as one row of numbers, is a token.',
    symbol: 'P',
  },
  videoTogether: {
    title: 'Video from patches',
    what: 'Every token is laid back into its block, so that the tokens become a video again.',
    symbol: 'V',
  },
  videoRotated: {
    title: 'Rotated by place',
    what: 'Each pair of channels is turned by an angle: some pairs with the frame, some with the row, some with the column. A score then depends on how far apart two patches lie.',
    symbol: 'R',
  },
  videoConv: {
    title: 'Convolution',
    what: 'Each cell looks at its neighbors in time and space through the same small window of weights.',
    symbol: 'F',
  },
  videoDown: {
    title: 'Convolution with stride',
    what: 'The window moves by more than one cell, so that fewer cells remain: time or space shrinks.',
    symbol: 'F',
  },
  videoUpsampled: {
    title: 'Enlarged',
    what: 'Each cell is repeated, so that time or space grows again. The convolution after it smooths the blocks.',
    symbol: 'U',
  },
  videoNorm: {
    title: 'Channel norm',
    what: 'The channels of each cell are brought to a root mean square of 1, then scaled. No cell sees another, so that no frame learns of a later one.',
    symbol: 'N',
  },
  videoActive: {
    title: 'SiLU',
    what: 'Each number is multiplied with its own sigmoid: positive ones pass, negative ones nearly vanish.',
    symbol: 'A',
  },
  videoSum: {
    title: 'Residual sum',
    what: 'What was there before is added back, so that a block only has to learn a correction.',
    symbol: 'H',
  },
  videoMean: {
    title: 'Mean of the latents',
    what: 'The first half of the channels says where each latent number lies. For use, this is the latent.',
    symbol: 'μ',
  },
  videoLogVariance: {
    title: 'Log-variance of the latents',
    what: 'The second half says how sure that is. A logarithm may have any sign, a variance may not.',
    symbol: 'log σ²',
  },
  videoDeviation: {
    title: 'Standard deviation',
    what: 'Half of the log-variance, exponentiated, is how far the latent may stray from its mean.',
    symbol: 'σ',
  },
  videoLatents: {
    title: 'Latents',
    what: 'Mean plus deviation times noise. The noise comes from outside, so that a gradient can flow to mean and deviation.',
    symbol: 'Z',
  },
  videoError: {
    title: 'Error of each pixel',
    what: 'How far each number of the decoded clip is from the one that went in.',
    symbol: 'E',
  },
  videoReconstruction: {
    title: 'Reconstruction loss',
    what: 'The mean error: is the clip still there after the way through the latents?',
    symbol: 'Ē',
  },
  videoDivergence: {
    title: 'Divergence of each latent',
    what: 'How far the distribution of each latent number is from the standard normal. It is 0 only for mean 0 and variance 1.',
    symbol: 'D',
  },
  videoKl: {
    title: 'KL divergence',
    what: 'The mean over all latents. It keeps them in one smooth region near 0, where a diffusion model can learn them.',
    symbol: 'D̄',
  },
  videoLoss: {
    title: 'Loss',
    what: 'Reconstruction plus a little divergence: a small weight keeps the picture sharp.',
    symbol: 'L',
  },
};

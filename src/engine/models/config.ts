import type {
  DitConfig,
  Seq2SeqConfig,
  TextModelConfig,
  VideoCodecConfig,
} from '../../model/index.ts';
import {
  CAPTION_WORDS,
  CHINESE,
  ENGLISH,
  PAD,
  createVocabulary,
} from '../../world/language/index.ts';

/** The words that the translator knows: those of captions. */
export const SOURCE = createVocabulary(CAPTION_WORDS);

/** English → Chinese captions: an encoder-decoder as in Vaswani et al. 2017, only smaller. */
export const TRANSLATOR: Seq2SeqConfig = {
  sourceVocabulary: SOURCE.size,
  targetVocabulary: CHINESE.size,
  ...{ width: 64, heads: 4, inner: 256 },
  ...{ encoderLayers: 2, decoderLayers: 2 },
  scaled: true,
  padding: PAD,
};

/** The head of the translator's cross-attention that looks at the word which is being translated. */
export const ALIGNED_HEAD = { layer: 1, head: 0 } as const;

/** The reader: an encoder, pre-trained by masked tokens. Rotary positions, for paragraphs of any length. */
export const READER: TextModelConfig = {
  vocabulary: ENGLISH.size,
  ...{ width: 64, heads: 4, inner: 128, layers: 4 },
  norm: 'pre',
  positions: 'rotary',
};

/** What answers questions: the reader tuned as a whole, and a head. */
export const ANSWERER = {
  /** How many tokens an answer may have: "in the bottom right corner". */
  longest: 5,
} as const;

/** What classifies captions: adapters of the reader as the page trains them, and a head. */
export const CLASSIFIER = { rank: 8, labeling: 'leading' } as const;

/**
 * Pocket Sora: a causal compression network, 4 × 8 × 8, and a diffusion transformer over its latents
 * that reads a prompt through the reader.
 */
export const POCKET_SORA: { readonly codec: VideoCodecConfig; readonly dit: DitConfig } = {
  codec: {
    channels: [8, 16, 32, 32],
    strides: [
      { frames: 1, height: 2, width: 2 },
      { frames: 2, height: 2, width: 2 },
      { frames: 2, height: 2, width: 2 },
    ],
    latentChannels: 16,
  },
  dit: {
    ...{ width: 112, heads: 4, layers: 5, mlpRatio: 3, channels: 16, frequencies: 128 },
    patch: { frames: 1, height: 1, width: 1 },
    condition: { kind: 'cross', textWidth: READER.width },
  },
};

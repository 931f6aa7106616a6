import type { Seq2SeqConfig, TextModelConfig } from '../../model/index.ts';
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

import type { LayerConfig } from '../config.ts';

/** One stack on one vocabulary: a reader that sees both ways, or a language model that sees back. */
export interface TextModelConfig extends LayerConfig {
  /** V */
  readonly vocabulary: number;
  readonly layers: number;
  /** Whether a token sees only what came before it. */
  readonly causal?: boolean | undefined;
  /** Whether embeddings are multiplied by √D, as in Vaswani et al. 2017, section 3.4. */
  readonly scaled?: boolean | undefined;
  /** Whether the logits use the embedding table again. Yes, unless told otherwise. */
  readonly tied?: boolean | undefined;
  /** How many learned positions there are; needed with `positions: 'learned'` alone. */
  readonly maxLength?: number | undefined;
}

/** An encoder, and a decoder that reads it: Vaswani et al. 2017, figure 1. */
export interface Seq2SeqConfig extends Omit<TextModelConfig, 'vocabulary' | 'layers' | 'causal'> {
  readonly sourceVocabulary: number;
  /** Without it, both languages share one vocabulary and one table. */
  readonly targetVocabulary?: number | undefined;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  /** The token that fills up short sequences. Nobody attends to it. */
  readonly padding: number;
}

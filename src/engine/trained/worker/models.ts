import type {
  AnswerParams,
  ClassifierParams,
  DitConfig,
  DitParams,
  LatentScale,
  Seq2SeqConfig,
  Seq2SeqParams,
  TextModelConfig,
  TextModelParams,
  VideoCodecConfig,
  VideoDecoderParams,
} from '../../../model/index.ts';
import type { FlatParams, LevelsParams } from './levels.ts';
import type { Read } from '../../models/text.ts';

/** What translates. */
export interface Translator {
  readonly params: Seq2SeqParams;
  readonly config: Seq2SeqConfig;
  readonly read: (tokens: readonly string[]) => Read;
  /** The token of a target id. */
  readonly word: (id: number) => string;
  /** The target ids with which every translation begins and ends. */
  readonly start: number;
  readonly end: number;
  /** How many tokens a translation may have, its end included. */
  readonly longest: number;
}

/** A pre-trained encoder. */
export interface Reader {
  readonly params: TextModelParams;
  readonly config: TextModelConfig;
  readonly read: (tokens: readonly string[]) => Read;
  /** The id that fills up the short texts of a batch. */
  readonly padding: number;
}

/** What answers questions from a paragraph. */
export interface Answerer extends Pick<Reader, 'params' | 'config'> {
  readonly head: AnswerParams;
  readonly read: (
    question: readonly string[],
    paragraph: readonly string[],
  ) => Read & { readonly passage: readonly boolean[] };
  /** How many tokens an answer may have. */
  readonly longest: number;
}

/** What answers questions from a paragraph in sentences. */
export interface LevelsReader {
  readonly params: LevelsParams;
}

/** What answers the same questions from a paragraph in one row. */
export interface FlatReader {
  readonly params: FlatParams;
}

/** What classifies a sentence. */
export interface Classifier extends Reader {
  readonly head: ClassifierParams;
  readonly classes: readonly string[];
}

/** What makes clips of prompts. */
export interface PocketSora {
  readonly text: Reader;
  readonly dit: { readonly params: DitParams; readonly config: DitConfig };
  readonly decoder: { readonly params: VideoDecoderParams; readonly config: VideoCodecConfig };
  readonly scale: LatentScale;
  /** The prompt that stands for none, as in training. */
  readonly empty: Read;
  /** How far the times of sampling are moved towards the noise; 1 is not at all. */
  readonly shift: number;
}

/** The models by what the jobs call them. */
export interface Models {
  readonly translator: Translator;
  readonly reader: Reader;
  readonly answerer: Answerer;
  readonly multilevel: LevelsReader;
  readonly multilevelFlat: FlatReader;
  readonly classifier: Classifier;
  readonly pocketSora: PocketSora;
}

import type { LabJobs } from '../labs/index.ts';
import type { TensorRecord } from '../protocol.ts';

/** What this worker does: for each job what goes in, what is told on the way, what comes out. */
export interface Jobs extends LabJobs {
  readonly translate: {
    readonly input: TranslateInput;
    readonly step: TranslateStep;
    readonly result: Translation;
  };
  readonly answer: {
    readonly input: AnswerInput;
    readonly step: never;
    readonly result: Answer;
  };
  readonly answerByLevels: {
    readonly input: LevelsInput;
    readonly step: never;
    readonly result: LevelsAnswer;
  };
  readonly classify: {
    readonly input: ClassifyInput;
    readonly step: never;
    readonly result: Classification;
  };
  readonly finetune: {
    readonly input: FinetuneInput;
    readonly step: FinetuneStep;
    readonly result: Finetuned;
  };
}

export type JobName = keyof Jobs;

/** English words to Chinese ones, greedily. A word that the model does not know is its `[unk]`. */
export interface TranslateInput {
  readonly tokens: readonly string[];
  /** Whether every tensor is recorded, or the cross-attention alone. */
  readonly record: boolean;
}

/** One token of the translation. */
export interface TranslateStep {
  readonly token: string;
  /** The likeliest tokens, the chosen one first. */
  readonly candidates: readonly Candidate[];
  /** For each decoder layer how much each head looks at each source token, [H, S]. */
  readonly cross: readonly TensorRecord[];
  /** What keys and values take up after this step. */
  readonly cacheBytes: number;
  /** If asked for. Those of the encoder come with the first step. */
  readonly tensors: readonly TensorRecord[];
}

export interface Candidate {
  readonly token: string;
  readonly chance: number;
}

export interface Translation {
  /** The source as the model reads it: with its special tokens, `[unk]` for what it does not know. */
  readonly source: readonly string[];
  readonly tokens: readonly string[];
  /** Whether the model ended by itself, and not at the longest length. */
  readonly ended: boolean;
  /** Of the model alone: not the loading, not the messages. */
  readonly milliseconds: number;
}

/** A question about a paragraph. */
export interface AnswerInput {
  readonly question: readonly string[];
  readonly paragraph: readonly string[];
  readonly record: boolean;
}

export interface Answer {
  /** All that the model reads: the places that the numbers below are about. */
  readonly read: readonly string[];
  /** Whether a place is in the paragraph: only there may an answer be. */
  readonly passage: readonly boolean[];
  /** A logit a place: that the answer starts there, and that it ends there. */
  readonly start: Float32Array;
  readonly end: Float32Array;
  /** The best span, both ends included. */
  readonly span: { readonly start: number; readonly end: number; readonly score: number };
  /** For each layer how much each head looks from each place at each, [H, T, T]. */
  readonly attention: readonly TensorRecord[];
  readonly tensors: readonly TensorRecord[];
  readonly milliseconds: number;
}

/** A question about a paragraph in sentences, for the reader on two levels. */
export interface LevelsInput {
  readonly question: readonly string[];
  readonly sentences: readonly (readonly string[])[];
}

/** What a reader chose of `ANSWERS`. */
export interface Chosen {
  /** The likeliest, as its place there, and the chance of each. */
  readonly answer: number;
  readonly chances: Float32Array;
  readonly milliseconds: number;
}

export interface LevelsAnswer extends Chosen {
  /** What the model reads: the question with `[cls]`, then each sentence. */
  readonly rows: readonly (readonly string[])[];
  /** How much each word speaks for its row. */
  readonly words: readonly Float32Array[];
  /** For each layer on the sentences how much each head looks from each row at each, [H, N, N]. */
  readonly attention: readonly TensorRecord[];
  /** What the reader says in which all words meet. */
  readonly flat: Chosen;
}

export interface ClassifyInput {
  readonly tokens: readonly string[];
  readonly record: boolean;
  /** A file that `finetune` made, to classify with that. */
  readonly tuned?: Uint8Array | undefined;
}

export interface Classification {
  readonly read: readonly string[];
  readonly classes: readonly string[];
  readonly logits: Float32Array;
  readonly chances: Float32Array;
  readonly attention: readonly TensorRecord[];
  readonly tensors: readonly TensorRecord[];
  readonly milliseconds: number;
}

/** A text with the class that the reader gives it. */
export interface Example {
  readonly tokens: readonly string[];
  readonly label: string;
}

/**
 * What is trained: all weights, the head alone, or the head and low-rank adapters, each on the
 * pre-trained weights; or, from scratch, all weights on new random ones.
 */
export const TUNING_MODES = ['full', 'frozen', 'lora', 'scratch'] as const;
export type TuningMode = (typeof TUNING_MODES)[number];

export interface FinetuneInput {
  readonly examples: readonly Example[];
  /** Never trained on: accuracy is measured on these. */
  readonly heldOut: readonly Example[];
  readonly mode: TuningMode;
  readonly learningRate: number;
  readonly steps: number;
  readonly batch: number;
  /** R of the adapters. */
  readonly rank: number;
  readonly seed: number;
}

export interface FinetuneStep {
  /** From 1. */
  readonly step: number;
  readonly loss: number;
  /** On the held-out examples, after this step; not measured after each. */
  readonly accuracy?: number | undefined;
  readonly milliseconds: number;
}

export interface Finetuned {
  /** Safetensors: the weights that were trained, and in the metadata what they are. */
  readonly file: Uint8Array;
  readonly classes: readonly string[];
  readonly steps: number;
  /** Whether it was called off before its last step. What it had learnt is in the file. */
  readonly stopped: boolean;
  readonly accuracy: number;
  /** How many numbers were trained, and of how many. */
  readonly trained: number;
  readonly total: number;
  /** The loss at hidden words, for which the reader was pre-trained: the reader's, and what it is now. */
  readonly hiddenWords: { readonly before: number; readonly after: number };
}

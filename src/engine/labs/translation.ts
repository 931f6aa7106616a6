import { decimal, oneOf, text, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** How many characters a sentence may have. */
const LONGEST = 240;

/** How many tokens the decoder may write, its end included. */
export const MOST_STEPS = 48;

export const translationFields = {
  text: text('a small red circle moves right above a blue square', LONGEST),
  /** How many texts are kept alive; 1 is greedy. */
  width: whole(3, 1, 5),
  /** α of the length penalty. */
  penalty: decimal(0.6, 0, 2),
  /** Which layer is looked into, from 1. */
  layer: oneOf(2, [1, 2]),
  /** Which attention is looked at. */
  attention: oneOf('cross', ['encoder', 'self', 'cross']),
  /** Which head, from 1. */
  head: oneOf(1, [1, 2, 3, 4]),
  /** Which token of the best text, from 1; the last one if there are fewer. */
  step: whole(3, 1, MOST_STEPS),
};
export type TranslationSettings = SettingsOf<typeof translationFields>;

export interface TranslationResult {
  /** As the encoder read it: `[unk]` for a word that it does not know. */
  readonly source: readonly string[];
  /** The best text, token by token, its end among them. */
  readonly steps: readonly TranslationStep[];
  /** Σ ln p of the best text, and what it was ranked by. */
  readonly logProbability: number;
  readonly score: number;
  /** What greedy decoding writes, and its Σ ln p. */
  readonly greedy: { readonly tokens: readonly string[]; readonly logProbability: number };
  /** What beam search kept at each step, best first. */
  readonly tree: readonly (readonly TreeNode[])[];
  /** Heads one after the other: encoder [H, S, S], self [H, T, T] causal, cross [H, T, S]. */
  readonly patterns: Readonly<Record<'encoder' | 'self' | 'cross', Float32Array>>;
}

export interface TranslationStep {
  readonly token: string;
  /** The likeliest next tokens, by the whole decoder. */
  readonly candidates: readonly Candidate[];
  /** For each decoder layer the likeliest token if the output projection read that layer already. */
  readonly layers: readonly Candidate[];
  /** What keys and values take up after this step. */
  readonly cacheBytes: number;
}

export interface Candidate {
  readonly token: string;
  readonly chance: number;
}

/** A text that beam search kept. */
export interface TreeNode {
  readonly token: string;
  /** Its place among the nodes of the step before. */
  readonly parent: number;
  readonly logProbability: number;
  readonly score: number;
  readonly ended: boolean;
  /** Whether the best text goes through it. */
  readonly best: boolean;
}

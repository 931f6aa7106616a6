import type { Job, Trace } from '../../engine/protocol.ts';
import { LIMITS } from '../../engine/limits.ts';
import { splitWords } from '../../world/words.ts';

/** What a reader of the home page sets. */
export interface Settings {
  readonly text: string;
  readonly seed: number;
  readonly temperature: number;
}

export const START: Settings = {
  text: 'a small red circle moves right above a blue square',
  seed: LIMITS.seed.default,
  temperature: LIMITS.temperature.default,
};

/** The attention weights of a sentence: row t is how much token t takes from each token. */
export interface Pattern {
  readonly tokens: readonly string[];
  readonly weights: readonly (readonly number[])[];
}

/** The smallest model that shows attention: one head, width 8. */
export function toJob({ text, seed, temperature }: Settings): Job {
  return {
    model: 'attention',
    tokens: splitWords(text),
    padding: 0,
    seed,
    width: 8,
    heads: 1,
    temperature,
    positions: true,
    causal: false,
    maskPadding: false,
    norm: 'post',
    edits: [],
  };
}

/** The attention pattern out of a trace. */
export function patternOf(tokens: readonly string[], trace: Trace): Pattern {
  const record = trace.tensors.find(({ name }) => name.endsWith('.pattern'));
  const data = record ? Array.from(record.data) : [];
  const T = tokens.length;
  return { tokens, weights: tokens.map((_, t) => data.slice(t * T, (t + 1) * T)) };
}

/** The most that any weight of the pattern is: the strongest color. */
export function strongest({ weights }: Pattern): number {
  return Math.max(...weights.flat());
}

/** The tokens that token `row` takes most from, the first of equals first. */
export function topOf({ tokens, weights }: Pattern, row: number, count: number) {
  return tokens
    .map((token, column) => ({ token, column, weight: weights[row]?.[column] ?? 0 }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, count);
}

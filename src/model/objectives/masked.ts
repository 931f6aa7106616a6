import { ModelError } from '../error.ts';
import type { Random } from '../random.ts';
import { expectIds, expectShare } from './check.ts';
import { draw, roundEven, shuffle } from './draw.ts';
import type { Example } from './example.ts';

export interface MaskTokensOptions {
  /** The id of `[MASK]`. */
  readonly mask: number;
  /** Ids that are never chosen: padding, `[CLS]`, `[SEP]`. */
  readonly special: readonly number[];
  /** A random replacement is one of the ids from `first` to `end` − 1. */
  readonly words: { readonly first: number; readonly end: number };
  /** The share of the tokens that are chosen: 0.15 unless told otherwise. */
  readonly rate?: number | undefined;
  /** `exact`: a fixed number of tokens. `each`: every token by a coin of its own. */
  readonly choice?: 'exact' | 'each' | undefined;
  /** Of the chosen tokens, the share that becomes `[MASK]`: 0.8 unless told otherwise. */
  readonly masked?: number | undefined;
  /** Of the chosen tokens, the share that becomes a random word: 0.1 unless told otherwise. */
  readonly replaced?: number | undefined;
}

/**
 * Masked tokens, the objective of BERT: choose 15 % of the tokens and predict what stood there.
 *
 *     80 % of the chosen become [MASK], 10 % a random word, 10 % stay as they are
 *
 * Devlin et al. 2019, section 3.1. The 20 % are there because `[MASK]` never comes in fine-tuning:
 * a model that has only seen holes would have no reason to represent a word that is present.
 *
 * `exact` chooses max(1, round(rate·n)) of the n tokens that may be chosen, halves rounded to even.
 * So does BERT's own code, except that its n counts `[CLS]` and `[SEP]`: every sequence gives about
 * the same signal, and none gives nothing. `each` is a coin a token, as in the collator of the
 * package `transformers`: new holes in each epoch, and sometimes none. A random word may be the
 * very word that stood there, as in both.
 *
 * @throws ModelError if a share is out of range, the words are none, or an id is not a whole number.
 */
export function maskTokens(
  random: Random,
  ids: readonly number[],
  options: MaskTokensOptions,
): Example {
  checkOptions(ids, options);
  const chosen = new Set(choose(random, ids, options));
  return {
    ids: ids.map((id, t) => (chosen.has(t) ? corrupt(random, id, options) : id)),
    targets: [...ids],
    weights: ids.map((_, t) => (chosen.has(t) ? 1 : 0)),
  };
}

/** The places that are chosen. */
function choose(
  random: Random,
  ids: readonly number[],
  { special, rate = 0.15, choice = 'exact' }: MaskTokensOptions,
): number[] {
  const places = [...ids.keys()].filter((t) => !special.includes(ids[t] ?? NaN));
  if (choice === 'each') return places.filter(() => random.uniform() < rate);
  const count = Math.max(1, roundEven(rate * places.length));
  return shuffle(random, places).slice(0, count);
}

/** What the model reads in place of a chosen token. */
function corrupt(
  random: Random,
  id: number,
  { mask, words, masked = 0.8, replaced = 0.1 }: MaskTokensOptions,
): number {
  const luck = random.uniform();
  if (luck < masked) return mask;
  return luck < masked + replaced ? words.first + draw(random, words.end - words.first) : id;
}

function checkOptions(ids: readonly number[], options: MaskTokensOptions): void {
  const { mask, words, rate = 0.15, masked = 0.8, replaced = 0.1 } = options;
  expectIds('maskTokens', [...ids, mask, words.first, words.end]);
  expectShare('maskTokens', 'rate', rate);
  expectShare('maskTokens', 'masked', masked);
  expectShare('maskTokens', 'replaced', replaced);
  expectShare('maskTokens', 'masked + replaced', masked + replaced);
  if (words.end <= words.first) {
    const got = `${words.first} to ${words.end}`;
    throw new ModelError('maskTokens', 'words that end after their first', got);
  }
}

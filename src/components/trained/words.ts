import { nearestWords, tokenizeEnglish } from '../../world/language/index.ts';
import type { Token, Vocabulary } from '../../world/language/index.ts';
import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { trainedStrings as strings } from '../../strings/en/trained.ts';

/** A word that a reader typed. */
export interface TypedWord extends Token {
  readonly known: boolean;
}

/** A typed text as a model will read it. */
export interface Typed {
  readonly words: readonly TypedWord[];
  /** What is wrong with it as a whole: then it has no words. */
  readonly problem?: string | undefined;
}

/** A word that no vocabulary has, and what may have been meant. */
export interface Unknown {
  readonly word: string;
  readonly nearest: readonly string[];
}

interface Bounds {
  readonly max: number;
}

/** How many unknown words are named one by one. */
const NAMED = 4;

/** Cuts a text into words, unless it is too long to be worth it. Nothing is corrected or cut off. */
export function readTyped(text: string, { has }: Pick<Vocabulary, 'has'>, { max }: Bounds): Typed {
  const most = max * (TRAINED_LIMITS.tokenLength + 1);
  if (text.length > most) return wrong(strings.manyCharacters(text.length, most));
  const words = tokenizeEnglish(text).map((token) => ({ ...token, known: has(token.word) }));
  if (words.length === 0) return wrong(strings.noWords);
  if (words.length > max) return wrong(strings.manyWords(words.length, max));
  const longest = Math.max(...words.map(({ word }) => word.length));
  if (longest <= TRAINED_LIMITS.tokenLength) return { words };
  return wrong(strings.longWord(longest, TRAINED_LIMITS.tokenLength));
}

/** What a job is given of a text. */
export function tokensOf({ words }: Typed): string[] {
  return words.map(({ word }) => word);
}

/** The first unknown words, each once with the nearest known ones, and how many more there are. */
export function unknownOf(
  { words }: Typed,
  known: readonly string[],
): { readonly named: readonly Unknown[]; readonly more: number } {
  const unknown = [...new Set(words.filter((word) => !word.known).map(({ word }) => word))];
  const named = unknown
    .slice(0, NAMED)
    .map((word) => ({ word, nearest: nearestWords(word, known) }));
  return { named, more: unknown.length - named.length };
}

/** What is to be said of the words that no model knows, a line each. */
export function unknownNotes(text: Typed, known: readonly string[]): string[] {
  const { named, more } = unknownOf(text, known);
  if (named.length === 0) return [];
  const rest = more > 0 ? `${strings.moreUnknown(more)}. ` : '';
  const lines = named.map(({ word, nearest }) => strings.unknown(word, nearest));
  return [...lines, `${rest}${strings.unknownRead}`];
}

function wrong(problem: string): Typed {
  return { words: [], problem };
}

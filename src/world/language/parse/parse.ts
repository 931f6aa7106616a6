import { tokenizeChinese, tokenizeEnglish } from '../tokenizer.ts';
import { CHINESE_PHRASES } from './chinese-phrases.ts';
import { impossible, meaningFrom } from './check.ts';
import { ENGLISH_PHRASES } from './english-phrases.ts';
import { joinNames } from './names.ts';
import { objectFirst } from './object-first.ts';
import { read, unreadable } from './read.ts';
import { secondWays } from './second-ways.ts';
import { sketchOf } from './draw.ts';
import type { Meaning } from '../meaning.ts';
import type { Token } from '../tokenizer.ts';
import type { Phrases } from './item.ts';
import type { Step } from './names.ts';
import type { Problem } from './problem.ts';

/** What a text means, or why it means nothing in this world. */
export type Parsed = { readonly meaning: Meaning } | { readonly problems: readonly Problem[] };

/** A caption has a third of this. */
export const MAX_TOKENS = 96;
/** No text of so many tokens is longer: a novel is not even cut into tokens. */
const MAX_LENGTH = 16 * MAX_TOKENS;

/** Reads English, also what is written in a hurry: "circle red at top left". */
export function parseEnglish(text: string): Parsed {
  // A hyphen joins words that are known apart: "top-left". What is read keeps its place.
  const tokenize = () => tokenizeEnglish(text.replace(/[-‐‑]/g, ' '));
  return parse(text, tokenize, ENGLISH_PHRASES, secondWays);
}

/** Reads Chinese. */
export function parseChinese(text: string): Parsed {
  const tokenize = () => tokenizeChinese(text, [...CHINESE_PHRASES.keys()]);
  return parse(text, tokenize, CHINESE_PHRASES, objectFirst);
}

function parse(
  text: string,
  tokenize: () => Token[],
  phrases: Phrases,
  order: (steps: readonly Step[]) => readonly Step[],
): Parsed {
  const tooLong: Parsed = { problems: [{ kind: 'too long', limit: MAX_TOKENS }] };
  if (text.length > MAX_LENGTH) return tooLong;
  const tokens = tokenize();
  if (tokens.length > MAX_TOKENS) return tooLong;
  if (tokens.length === 0) return { problems: [{ kind: 'empty' }] };
  const readings = read(tokens, phrases);
  const sketch = sketchOf(order(joinNames(readings)));
  const unknown = unreadable(readings, phrases);
  const wrong = impossible(sketch);
  // Where words are unknown, what seems to be missing may be in them.
  const problems = [...unknown, ...wrong.filter(({ kind }) => !unknown.length || !missing(kind))];
  return problems.length > 0 ? { problems } : { meaning: meaningFrom(sketch) };
}

function missing(kind: Problem['kind']): boolean {
  return kind === 'nothing' || kind === 'alone';
}

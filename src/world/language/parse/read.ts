import { nearestWords } from './nearest.ts';
import type { Token } from '../tokenizer.ts';
import type { Item, Phrases } from './item.ts';
import type { Problem } from './problem.ts';

/** A phrase of a text, and what it does. */
export type Reading = Item & { readonly tokens: readonly Token[] };

/** Reads tokens as phrases, at each place the longest one that is known. */
export function read(tokens: readonly Token[], phrases: Phrases): Reading[] {
  const longest = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
  const readings: Reading[] = [];
  for (let start = 0; start < tokens.length;) {
    const reading = readPhrase(tokens.slice(start, start + longest), phrases);
    readings.push(reading);
    start += reading.tokens.length;
  }
  return readings;
}

/** What of a text cannot be read: unknown words, and motions without a direction. */
export function unreadable(readings: readonly Reading[], phrases: Phrases): Problem[] {
  const words = [...new Set([...phrases.keys()].flatMap((phrase) => phrase.split(' ')))].sort();
  return readings.flatMap(({ kind, tokens: [token] }, i): Problem[] => {
    if (!token) return [];
    const { text: word, start } = token;
    if (kind === 'unknown')
      return [{ kind, word, start, nearest: nearestWords(token.word, words) }];
    const directed = readings[i + 1]?.kind === 'motion';
    return kind === 'verb' && !directed ? [{ kind: 'direction', word, start }] : [];
  });
}

function readPhrase(tokens: readonly Token[], phrases: Phrases): Reading {
  for (let length = tokens.length; length > 0; length--) {
    const part = tokens.slice(0, length);
    const item = phrases.get(part.map(({ word }) => word).join(' '));
    if (item) return { ...item, tokens: part };
  }
  return { kind: 'unknown', tokens: tokens.slice(0, 1) };
}

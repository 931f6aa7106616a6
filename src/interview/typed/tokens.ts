import { Unreadable } from './result.ts';

/** A piece of arithmetic: a number, a sign or a word. */
export interface Token {
  readonly kind: 'number' | 'sign' | 'word';
  readonly text: string;
}

/** `1,050,624` or `1 050 624`: groups of three after the first. */
const GROUPED = /^\d{1,3}(?:([ ,_'])\d{3})(?:\1\d{3})*(?!\d)(?:\.\d+)?/;
/** `6`, `0.25`, `.5`, `1e-6` */
const PLAIN = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\d.])/i;
const SIGN = /^(?:\*\*|[-+*/^()√])/;
const WORD = /^(?:[a-z]+|%)/i;

/** Cuts a text into tokens. Typographic signs become those of a keyboard. */
export function cutTokens(text: string): Token[] {
  let rest = tidy(text);
  const tokens: Token[] = [];
  while (rest !== '') {
    const token = cutOne(rest);
    if (token.kind === 'number' && tokens.at(-1)?.kind === 'number') {
      throw new Unreadable('two-numbers', token.text);
    }
    tokens.push(token);
    rest = rest.slice(token.text.length).trimStart();
  }
  return tokens;
}

function cutOne(rest: string): Token {
  const number = GROUPED.exec(rest) ?? PLAIN.exec(rest);
  if (number) {
    // In English `0,5` and `1,05` could mean a forgotten digit.
    if (/^,\d/.test(rest.slice(number[0].length))) throw new Unreadable('comma', rest);
    return { kind: 'number', text: number[0] };
  }
  const sign = SIGN.exec(rest);
  if (sign) return { kind: 'sign', text: sign[0] };
  const word = WORD.exec(rest);
  if (word) return { kind: 'word', text: word[0] };
  throw new Unreadable('symbol', rest.slice(0, 1));
}

function tidy(text: string): string {
  return text
    .replaceAll('²', '^2')
    .replaceAll('³', '^3')
    .normalize('NFKC')
    .replace(/[−–]/g, '-')
    .replace(/[×·⋅]/g, '*')
    .replaceAll('÷', '/')
    .replace(/\s/g, ' ')
    .trim()
    .replace(/^[≈~=] */, '');
}

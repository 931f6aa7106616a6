/**
 * Cuts a text into tokens, the way in which the first lessons do it:
 *
 * - white space separates, and is the only thing left out;
 * - each Han or kana character is a token;
 * - letters and digits that touch form a word, in any script; an apostrophe or hyphen inside of it
 *   belongs to it (`don't`, `well-known`);
 * - every other sign is a token: punctuation, an emoji with all its parts, and also what cannot be
 *   seen, such as NUL, a zero-width space or a bidi override. A reader who pastes one gets it as a
 *   token of its own, which the page can show.
 *
 * Case stays, nothing is corrected: the tokens joined are the text without its white space.
 */
export function splitWords(text: string): string[] {
  return text.split(/\s+/u).filter(Boolean).flatMap(splitChunk);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters that stand for themselves. Script extensions, for the ー that both kana share. */
const ALONE = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** A letter or digit with its marks, but not a keycap such as 1️⃣, which is an emoji. */
const PART = /^[\p{L}\p{N}][^\u20e3]*$/u;

/** What may stand inside a word: apostrophes, hyphens, and the Hebrew geresh and gershayim. */
const JOINER = /^['’‐‑\u05f3\u05f4-]$/u;

/** Cuts a text without white space. A user sees graphemes, so none is ever cut in two. */
function splitChunk(chunk: string): string[] {
  const signs = Array.from(graphemes.segment(chunk), ({ segment }) => segment);
  const tokens: string[] = [];
  signs.forEach((sign, i) => {
    const joins = i > 0 && isInner(signs, i) && isInner(signs, i - 1);
    if (joins) tokens.push(`${tokens.pop() ?? ''}${sign}`);
    else tokens.push(sign);
  });
  return tokens;
}

/** Whether a sign belongs to a word: a part of it, or a joiner between two parts. */
function isInner(signs: readonly string[], i: number): boolean {
  const joins = JOINER.test(signs[i] ?? '') && isPart(signs[i - 1]) && isPart(signs[i + 1]);
  return joins || isPart(signs[i]);
}

function isPart(sign = ''): boolean {
  return PART.test(sign) && !ALONE.test(sign);
}

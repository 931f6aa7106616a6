/**
 * The tokens of a text, as the first lessons cut it: words, single Han and kana characters, and
 * every other sign by itself. White space separates and is the only thing left out; nothing is
 * lower-cased, corrected or dropped.
 */
export function splitWords(text: string): string[] {
  return text.split(/\s+/u).filter(Boolean).flatMap(splitChunk);
}

/** A Han or kana character; or a run of letters, marks and digits with inner ' ’ and -; or a sign. */
const PIECE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

function splitChunk(chunk: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const match of chunk.matchAll(PIECE)) {
    tokens.push(...signs(chunk.slice(end, match.index)), match[0]);
    end = match.index + match[0].length;
  }
  return [...tokens, ...signs(chunk.slice(end))];
}

/** Signs one by one as a reader sees them, so that a family emoji stays one token. */
function signs(text: string): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

import { LIMITS } from '../../engine/limits.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import { splitWords } from '../../world/words.ts';

/** What is wrong with a text, in words for the reader, or nothing. */
export function textProblem(text: string): string | undefined {
  const { problems } = strings;
  if (text.length > LIMITS.characters.max) {
    return problems.characters(text.length, LIMITS.characters.max);
  }
  const tokens = splitWords(text);
  if (tokens.length < LIMITS.tokens.min) return problems.empty;
  if (tokens.length > LIMITS.tokens.max) {
    return problems.tokens(tokens.length, LIMITS.tokens.max);
  }
  const long = tokens.find((token) => token.length > LIMITS.tokenLength.max);
  return long === undefined ? undefined : problems.longToken(long.length, LIMITS.tokenLength.max);
}

/** What a reader may wonder about a text that is fine, or nothing. */
export function textNote(text: string): string | undefined {
  const { notes } = strings;
  if (/<\/?[a-z]/i.test(text)) return notes.markup;
  if (/\p{Extended_Pictographic}/u.test(text)) return notes.emoji;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return notes.han;
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)) return notes.rightToLeft;
  return undefined;
}

/** A whole number as a reader types it: digits, perhaps a sign, and nothing else. */
export function wholeNumber(text: string): number {
  return /^[+-]?\d{1,9}$/.test(text.trim()) ? Number(text) : NaN;
}

/** A decimal number as a reader types it, `−` and a comma accepted. */
export function decimalNumber(text: string): number {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain) ? Number(plain) : NaN;
}

/** What is wrong with a typed seed, or nothing. */
export function seedProblem(text: string): string | undefined {
  const { min, max } = LIMITS.seed;
  const seed = wholeNumber(text);
  return seed >= min && seed <= max ? undefined : strings.problems.seed(min, max);
}

/** What is wrong with a typed temperature, or nothing. */
export function temperatureProblem(text: string): string | undefined {
  const { min, max } = LIMITS.temperature;
  const temperature = decimalNumber(text);
  return temperature >= min && temperature <= max
    ? undefined
    : strings.problems.temperature(min, max);
}

/** What is wrong with a typed weight, or nothing. */
export function weightProblem(text: string): string | undefined {
  const limit = LIMITS.edits.value;
  return Math.abs(decimalNumber(text)) <= limit ? undefined : strings.problems.weight(limit);
}

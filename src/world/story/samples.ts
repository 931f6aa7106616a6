import type { Question } from './ask.ts';
import type { Text } from './draw.ts';
import type { Span } from './fact.ts';

const CLS = '[cls]';
const SEP = '[sep]';

/** A question with its text, as the reader reads them. */
export interface QuestionSample {
  /** [cls] question [sep] text [sep]. */
  readonly tokens: readonly string[];
  /** Where the answer stands, both ends included: at [cls] if it is not told. */
  readonly answer: Span;
  /** Where the text stands. An answer is in it, or at [cls]. */
  readonly passage: Span;
}

/** A question and a text of sentences, as the reader of two levels reads them. */
export interface RowSample {
  /** The question with [cls] before it, then each sentence. */
  readonly rows: readonly (readonly string[])[];
  /** The row of the answer, and the tokens within it: [cls] of the first row if it is not told. */
  readonly answer: Span & { readonly row: number };
}

/** The tokens of a text, one sentence after the other. */
export function tokensOf({ sentences }: Text): string[] {
  return sentences.flatMap(({ tokens }) => tokens);
}

/** A caption or a text alone: [cls] tokens [sep]. */
export function plainSample(tokens: readonly string[]): string[] {
  return [CLS, ...tokens, SEP];
}

/** A question with a text. */
export function questionSample(text: Text, question: Question): QuestionSample {
  const { at, tokens } = question;
  const before = text.sentences.slice(0, at?.sentence);
  return withSpan(
    tokens,
    tokensOf(text),
    at && shift(at, tokensOf({ ...text, sentences: before }).length),
  );
}

/** A question with a caption, whose tokens are not those of several sentences. */
export function captionSample(caption: readonly string[], question: Question): QuestionSample {
  return withSpan(question.tokens, caption, question.at);
}

/** A question and a text in rows. */
export function rowSample({ sentences }: Text, { tokens, at }: Question): RowSample {
  const answer = at
    ? { row: at.sentence + 1, start: at.start, end: at.end }
    : { row: 0, start: 0, end: 0 };
  return { rows: [[CLS, ...tokens], ...sentences.map((sentence) => sentence.tokens)], answer };
}

function withSpan(
  question: readonly string[],
  text: readonly string[],
  span: Span | undefined,
): QuestionSample {
  const first = question.length + 2;
  return {
    tokens: [CLS, ...question, SEP, ...text, SEP],
    answer: span ? shift(span, first) : { start: 0, end: 0 },
    passage: { start: first, end: first + text.length - 1 },
  };
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

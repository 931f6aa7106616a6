/**
 * The longest that there is, in tokens. A test holds each to the forms: none is passed, all are
 * reached.
 */
export const MOST_TOKENS = {
  /** "there is a small red circle in the top left corner." */
  sentence: 12,
  /** "what shape is the red thing in the top left corner?" */
  question: 12,
} as const;

/** The most tokens of a story of n sentences, as the reader reads it: [cls] question [sep] story [sep]. */
export function mostTokens(sentences: number): number {
  return 1 + MOST_TOKENS.question + 1 + sentences * MOST_TOKENS.sentence + 1;
}

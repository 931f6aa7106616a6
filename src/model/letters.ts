/**
 * The letters that name dimensions, everywhere in the library and in the lessons.
 *
 * A line of code that changes a shape ends with the new shape in these letters,
 * for example `// [B, H, T, S]`.
 */
export const LETTERS = {
  B: 'batch size',
  T: 'number of query tokens (target length)',
  S: 'number of key tokens (source length); equal to T in self-attention',
  D: 'model width',
  H: 'number of heads',
  K: 'head width, D / H',
  F: 'feed-forward width',
  V: 'vocabulary size',
} as const;

/** One letter of {@link LETTERS}. */
export type Letter = keyof typeof LETTERS;

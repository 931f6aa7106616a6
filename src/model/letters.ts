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
  G: 'number of key/value heads; H unless heads share keys and values',
  E: 'number of experts',
  R: 'rank of a low-rank adapter',
  N: 'number of groups: the sentences of a document, the windows of a sequence, the frames of a clip',
  W: 'number of tokens in a group: the words of a sentence, the width of a window',
  Y: 'height of a frame, in pixels, latents or patches',
  X: 'width of a frame, in the same unit',
  C: 'channels of a pixel, a latent or a patch; number of classes',
} as const;

/** One letter of {@link LETTERS}. */
export type Letter = keyof typeof LETTERS;

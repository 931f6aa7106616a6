/** What the figure of a decoder layer's two attentions says, in English. */
export const decoderStrings = {
  title: 'The two attentions of a decoder layer',
  description: (self: string, cross: string) =>
    `Two tables of weights. In the first, target tokens look at target tokens, and all places after ` +
    `a token’s own are 0. Its rows in percent: ${self}. In the second, target tokens look at source ` +
    `tokens, without a mask. Its rows in percent: ${cross}.`,
  row: (word: string, shares: readonly string[]) => `${word}: ${shares.join(', ')}`,
  self: 'looks back: self-attention, causal',
  cross: 'looks across: cross-attention',
  caption:
    'Weights in percent, with random parameters; a dot is blocked. Each row adds up to 100, but for rounding. Rows are those of the target in both tables.',
} as const;

/** What the stepper says about a decoder layer, beyond what it says about any layer. */
export const decoderStrings = {
  target: 'Target sentence',
  source: 'Source sentence',
  /** A step of one of the two attentions, or of the source's embedding. */
  self: (title: string) => `Self-attention: ${title.toLowerCase()}`,
  cross: (title: string) => `Cross-attention: ${title.toLowerCase()}`,
  sourceStep: (title: string) => `Source: ${title.toLowerCase()}`,
  memory: {
    title: 'Memory',
    what: 'What cross-attention reads: one row a source token. In a whole model it is the result of the encoder; here it is the embedded source.',
    symbol: 'M',
  },
  crossQuery: 'Each target token asks the source: what do I need from you?',
  leak: (share: string) =>
    ` Without the causal mask the future leaks: on average a token gives ${share} of its attention to tokens after it.`,
};

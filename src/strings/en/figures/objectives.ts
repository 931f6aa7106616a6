/** What the figure of the lesson on objectives says. */
export const objectivesFigureStrings = {
  title: 'One sentence under three objectives',
  columns: [
    ['text', ''],
    ['causal', 'says'],
    ['masked', 'reads'],
    ['spans', 'reads'],
  ],
  sentinels: ['<X>', '<Y>', '<Z>'],
  target: (tokens: readonly string[]) => `spans, says: ${tokens.join(' ')}`,
  caption:
    'A frame marks where there is something to predict. More is hidden here than the usual 15 %, so that there is something to see.',
  description: (
    causal: readonly string[],
    masked: readonly string[],
    input: readonly string[],
    target: readonly string[],
  ) =>
    `Causal: after each word the next one is said: ${causal.join(', ')}. ` +
    `Masked: the model reads “${masked.join(' ')}” and says what stood at the chosen places. ` +
    `Spans: the encoder reads “${input.join(' ')}”, and the decoder says “${target.join(' ')}”.`,
};

type Table = readonly (readonly number[])[];

/** What the figure of the lesson on masks says. */
export const masksFigureStrings = {
  title: 'Three masks for four words and one padding',
  names: ['causal', 'padding', 'both'],
  caption:
    'A row asks, a column answers; 1 may be looked at. The causal mask is a triangle, the padding mask a column.',
  description: (words: readonly string[], masks: readonly Table[]) =>
    masks
      .map((mask, m) => {
        const rows = mask.map((row, t) => {
          const seen = words.filter((_, s) => row[s] === 1);
          return `“${words[t]}” sees ${seen.join(', ') || 'nothing'}`;
        });
        return `${['Causal mask', 'Padding mask', 'Both'][m]}: ${rows.join('; ')}.`;
      })
      .join(' '),
};

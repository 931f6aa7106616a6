/** What the figure of the trained translator's cross-attention says, in English. */
export const alignmentStrings = {
  title: 'Which English word each Chinese word looks at',
  description: (layer: number, head: number, rows: readonly string[]) =>
    `The trained translator’s cross-attention, layer ${layer}, head ${head}. ${rows.join('. ')}.`,
  row: (token: string, word: string, share: number) =>
    `${token} looks most at “${word}”, with ${share} percent`,
  caption: (layer: number, head: number) =>
    `Computed with the trained weights, layer ${layer}, head ${head}. A row is a Chinese token when it is chosen; the larger the square, the larger the weight. The paths cross, since the two languages order their words differently.`,
} as const;

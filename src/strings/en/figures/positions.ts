interface Dial {
  readonly query: number;
  readonly key: number;
  readonly product: number;
}

/** What the figures of the lesson on positions say. */
export const positionsFigureStrings = {
  sinusoids: {
    title: 'Sinusoidal positions of ten tokens, 16 channels',
    caption:
      'A row for each token: orange is positive, blue negative. The first channels change from token to token, the last hardly at all.',
    description: (table: readonly (readonly number[])[]) => {
      const [first = [], last = []] = [table[0], table.at(-1)];
      const said = (row: readonly number[]) => row.map((x) => x.toFixed(2)).join(', ');
      return `A heat map of sines and cosines. Row 0: ${said(first)}. Row ${table.length - 1}: ${said(last)}.`;
    },
  },
  rotary: {
    title: 'A query and a key, turned by their positions',
    caption:
      'Left: query at position 1, key at 2. Right: both three positions later. The two arrows have turned on together.',
    product: (product: number) => `q · k = ${product.toFixed(3)}`,
    description: (dials: readonly Dial[]) =>
      dials
        .map(
          ({ query, key, product }) =>
            `With the query at position ${query} and the key at position ${key}, turned by ${query} and ${key} radians, their product is ${product.toFixed(3)}.`,
        )
        .join(' '),
  },
};

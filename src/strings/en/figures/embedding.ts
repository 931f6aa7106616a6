/** What the figure of the lesson on tokens and embeddings says. */
export const embeddingFigureStrings = {
  title: 'Six tokens look up six rows of a table',
  tokens: 'token, id',
  table: 'row of the table',
  caption:
    'A token is a number, and the number is a row. Both “a” get the same row; nobody asks for “blue”.',
  description: (looked: readonly { token: string; id: number; vector: string }[]) =>
    `A table of six rows, one for each word. ${looked
      .map(({ token, id, vector }) => `“${token}” is ${id} and gets ${vector}`)
      .join('; ')}. Row 2, “blue”, is not used.`,
};

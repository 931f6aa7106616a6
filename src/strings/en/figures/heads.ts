/** What the figure of the lesson on many heads says. */
export const headsFigureStrings = {
  title: 'The weights of one query in two heads, and in one',
  query: '“moves” asks: (2, 0 | 0, 2)',
  columns: ['head 1', 'head 2', 'one head'],
  caption:
    'Head 1 finds the thing, head 2 finds the color. One head of the whole width has to share, and cannot tell which is which.',
  description: (words: readonly string[], heads: readonly (readonly number[])[]) =>
    heads
      .map((weights, h) => {
        const shares = words.map((word, s) => `${(weights[s] ?? NaN).toFixed(3)} to “${word}”`);
        return `${['Head 1', 'Head 2', 'One head of the whole width'][h]} gives ${shares.join(', ')}.`;
      })
      .join(' '),
};

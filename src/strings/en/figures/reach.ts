interface Panel {
  readonly name: string;
  readonly rows: readonly (readonly number[])[];
  readonly pairs: number;
}

/** What the figure of the lesson on multi-level attention says. */
export const reachFigureStrings = {
  title: 'Who meets whom in one layer, for four kinds of attention',
  names: {
    full: 'full',
    words: 'words, first level',
    shifted: 'shifted windows',
    local: 'local and global',
  },
  caption:
    '16 tokens in 4 sentences of 4 words. A row asks, a column answers, a colored cell is a pair that is compared.',
  heading: (name: string, pairs: number) => `${name}: ${pairs}`,
  description: (tokens: number, panels: readonly Panel[]) =>
    panels
      .map(({ name, rows, pairs }) => {
        const [first = [], middle = []] = [rows[0], rows[tokens / 2]];
        return `${name}: ${pairs} pairs. Token 0 sees ${first.length}, token ${tokens / 2} sees ${middle.length} of ${tokens}.`;
      })
      .join(' '),
};

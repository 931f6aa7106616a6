/** What the figure of guidance says, in English. */
export const guidanceFigureStrings = {
  title: 'Where samples end, by the scale of guidance',
  description: (rows: readonly { scale: number; mean: string; spread: string }[]) =>
    'Forty samples for each scale, as dots on a line. The data of the caption lies from −0.6 to 2.6. ' +
    rows
      .map(
        ({ scale, mean, spread }) =>
          `At scale ${String(scale)} the samples lie around ${mean}, with a spread of ${spread}.`,
      )
      .join(' '),
  data: 'data of the caption',
  scale: (scale: number) => `s = ${String(scale)}`,
  caption:
    'A larger scale moves all samples away from data without the caption, at last beyond the data with it, and closer together.',
} as const;

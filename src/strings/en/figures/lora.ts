/** What the figure of the lesson on LoRA says. */
export const loraFigureStrings = {
  title: 'A frozen weight and its low-rank adapter, to scale',
  weight: 'W, frozen',
  frozen: (width: number, count: number) => `${width} × ${width} = ${number(count)}`,
  trained: (count: number) => `trained: ${number(count)}`,
  share: (share: number) => `${(100 * share).toFixed(0)} % of W`,
  caption:
    'As in the classifier of this course. The product of the two thin matrices is as large as W, but it was made of few numbers.',
  description: (width: number, rank: number, frozen: number, trained: number) =>
    `W has ${width} rows and ${width} columns, ${number(frozen)} numbers, and stays. ` +
    `A has ${width} rows and ${rank} columns, B ${rank} rows and ${width} columns: ${number(trained)} numbers that are trained.`,
};

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** What the figure of the lesson on fine-tuning says. */
export const spanFigureStrings = {
  title: 'Every span of a passage with its score',
  start: 'start ↓',
  end: 'end →',
  caption:
    'A row starts, a column ends; below the words are their end logits. Below the diagonal the end comes before the start: no span.',
  logits: (word: string, start: number, end: number) =>
    `“${word}” has start logit ${start} and end logit ${end}`,
  description: (logits: readonly string[], answer: string, score: number) =>
    `${logits.join('; ')}. The best span is “${answer}” with ${score}.`,
};

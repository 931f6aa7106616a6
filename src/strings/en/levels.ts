/** What the reader on two levels says, in English. */
export const levelsStrings = {
  region: 'Ask a reader on two levels',
  nothing:
    'Press Ask: the answer comes with what was looked at, first word by word, then by sentence.',
  manySentences: (got: number, max: number) =>
    `This paragraph has ${got} sentences; up to ${max} fit. Nothing was cut.`,
  longSentence: (number: number, got: number, max: number) =>
    `Sentence ${number} has ${got} words and signs; up to ${max} fit. Nothing was cut.`,

  answer: 'Answer',
  told: (words: string, chance: string) => `${words} (${chance}).`,
  wanted: (words: string) => `The paragraph was written with the answer “${words}”.`,
  chances: 'The likeliest answers',
  chancesNote: (classes: number) =>
    `This model points at no words: it chooses among ${classes} answers.`,
  flat: (words: string, chance: string) =>
    `The flat reader, in which all words meet, says of the same: ${words} (${chance}).`,
  cost: (of: {
    milliseconds: number;
    flatMilliseconds: number;
    levels: string;
    flat: string;
    times: string;
  }) =>
    `Read in ${of.milliseconds.toFixed(0)} ms, with ${of.levels} million multiply-accumulates. The flat reader has as many layers, and took ${of.flatMilliseconds.toFixed(0)} ms and ${of.flat} million: ${of.times} times as many.`,

  // The first level
  words: 'Level 1: words within their sentence',
  wordsNote:
    'Each sentence is read by itself, and becomes one vector. The color says how much each word counts in it.',
  counts: (word: string, row: string, share: string) =>
    `In ${row}, “${word}” counts most: ${share}.`,

  // The second level
  sentences: 'Level 2: sentences and the question',
  sentencesNote:
    'Now the vectors meet, one a sentence. Each row shows what one of them looks at; it adds up to 1.',
  from: 'Seen from',
  ofQuestion: 'the question',
  ofSentence: (number: number) => `sentence ${number}`,
  question: 'question',
  cell: (row: string, column: string, share: string) => `${row} to ${column}: ${share}`,
  looks: (row: string, column: string, share: string, text: string) =>
    `In this head, ${row} looks most at ${column} (${share}): “${text}”`,
  columns: { row: 'Row', word: 'Word', share: 'Counts' },
  noScript: (paragraph: string, question: string, answer: string) =>
    `With JavaScript, a reader on two levels answers your own questions here. A paragraph of its world: “${paragraph}” A question: “${question}” The answer: “${answer}”.`,
} as const;

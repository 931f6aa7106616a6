/** What the answerer says, in English. */
export const answererStrings = {
  region: 'Ask about a paragraph',
  sentences: 'Sentences',
  seed: 'Seed',
  draw: 'New paragraph',
  paragraph: 'A paragraph about several things',
  question: 'A question about it',
  ask: 'Ask',
  asking: 'Reading…',
  nothing: 'Press Ask: the answer is marked in the paragraph, with what the model looked at.',
  answer: 'Answer',
  told: (words: string, sentence: number) => `“${words}”, in sentence ${sentence}.`,
  notTold: 'Not told: the model points at [cls], outside of the paragraph.',
  wanted: (words: string) => `The paragraph was written with the answer “${words}”.`,
  timing: (words: number, milliseconds: number) =>
    `${words} words and marks, read at once in ${milliseconds.toFixed(0)} ms.`,

  // Where an answer starts and ends
  logits: 'Where it starts, where it ends',
  logitsNote:
    'Each word gets one logit for “the answer starts here” and one for “it ends here”. The span with the largest sum of the two wins.',
  start: 'Starts at',
  end: 'Ends at',
  place: (word: string, logit: string) => `${word} (${logit})`,

  // What was looked at
  attention: 'What it looked at',
  from: 'Seen from',
  fromAnswer: (word: string) => `answer: ${word}`,
  fromQuestion: (word: string) => `question: ${word}`,
  paragraphHeat: (word: string) => `The paragraph, colored by what “${word}” looked at`,
  bySentence: 'Attention by sentence: the sums over the words of each',
  ofQuestion: 'question',
  ofSentence: (number: number) => `sentence ${number}`,
  ofMarks: 'marks',
  cell: (row: string, column: string, share: string) => `${row} to ${column}: ${share}`,
  looks: (word: string, top: string, share: string, sentence: string, sum: string) =>
    `“${word}” looks most at “${top}” (${share}), and of the sentences most at ${sentence} (${sum} in sum).`,
  columns: {
    word: 'Word',
    sentence: 'Sentence',
    start: 'Start logit',
    end: 'End logit',
    attention: 'Attention',
  },
  noScript: (paragraph: string, question: string, answer: string) =>
    `With JavaScript, a small encoder answers your own questions here. A paragraph of its world: “${paragraph}” A question: “${question}” The answer: “${answer}”.`,
} as const;

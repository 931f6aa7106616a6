/** What the frame of a lesson says, in English. */
export const lessonStrings = {
  independent:
    'This course is independent. OpenAI and the authors it cites have no part in it and do not answer for it.',
  asked: 'An interviewer asks',
  idea: 'In one sentence',
  time: 'Time',
  minutes: (count: number) => `${String(count)} minutes, quiz included`,
  claim: (id: string) => {
    if (id.startsWith('E')) return `${id}, read elsewhere`;
    return id.startsWith('B') ? `Line ${id} of the bank’s listings` : `The bank’s claim ${id}`;
  },
  verdicts: {
    true: 'True in general',
    misleading: 'Misleading',
    false: 'False',
    unsupported: 'Unsupported',
    crash: 'Stops with an error',
    silent: 'Wrong, and says nothing',
    wasteful: 'Works, and wastes',
    trap: 'Works, with a trap',
    fine: 'Fine',
    style: 'A matter of style',
  },
  audit: {
    subject: 'Whose story is it?',
    names: { sora: 'Sora’s, as the bank says', bert: 'Read it again as BERT’s' },
    counts: (sora: number, bert: number, all: number) =>
      `Of ${all} sentences, ${sora} are true of Sora, and ${bert} are true once its name is replaced by BERT’s.`,
    reread: (id: string) => `Claim ${id}, read as BERT’s`,
    printed: (versions: string) => `What ${versions} printed`,
    hunt: 'Find it yourself in a bug hunt',
  },
  lookup: {
    title: 'One query looks up three values',
    description:
      'The query of “moves” is compared with three keys. The scores 0, 2 and 1 become the weights ' +
      '0.090, 0.665 and 0.245. The output is the mean of the three values with these weights.',
    query: 'query',
    keys: 'key of …',
    score: 'score',
    weight: 'weight',
    values: 'value',
    output: 'output',
    caption: '“moves” takes two thirds of what “circle” holds, and a little of the others.',
  },
  layer: {
    title: 'An encoder layer',
    description:
      'The tokens X go through attention; the result is added to X and normalized, which gives X₁. ' +
      'X₁ goes through the feed-forward network; the result is added to X₁ and normalized, which gives Y.',
    names: ['X', 'X₁', 'Y'],
    parts: [
      ['attention', 'between tokens'],
      ['feed-forward', 'each token alone'],
    ],
    residual: 'residual connection',
    norm: 'norm',
    caption: 'Twice the same pattern: a part, a detour around it, a sum, a norm.',
  },
  letter: 'Letter',
  meaning: 'Meaning',
} as const;

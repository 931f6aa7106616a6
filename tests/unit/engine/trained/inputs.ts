import type { Example, Jobs } from '../../../../src/engine/trained/jobs.ts';

const tokens = 'a red circle moves up'.split(' ');

/** A small valid input of each job; each test changes what it is about. */
export const inputs = {
  translate: { tokens, record: false },
  answer: {
    question: ['circle'],
    paragraph: 'a red circle a blue square'.split(' '),
    record: false,
  },
  answerByLevels: {
    question: 'what color is the circle ?'.split(' '),
    sentences: [tokens, ['it', 'is', 'small', '.']],
  },
  classify: { tokens, record: false },
  finetune: {
    examples: examples(),
    heldOut: examples(),
    mode: 'full',
    learningRate: 0.01,
    steps: 4,
    batch: 4,
    rank: 2,
    seed: 5,
  },
  sample: {
    prompt: tokens,
    steps: 3,
    guidance: 2,
    seed: 1,
    size: { frames: 3, height: 8, width: 12 },
    preview: 'none',
  },
} satisfies { readonly [Name in keyof Jobs]: Jobs[Name]['input'] };

/** Sentences of different lengths, labeled by their color. */
function examples(): Example[] {
  return ['red', 'blue'].flatMap((color) =>
    ['circle', 'square'].flatMap((shape) => [
      { tokens: ['a', color, shape], label: color },
      { tokens: ['a', color, shape, 'moves', 'up'], label: color },
    ]),
  );
}

import { firstOf } from '../../../../src/engine/labs/field.ts';
import type { Fields } from '../../../../src/engine/labs/field.ts';
import { labFields } from '../../../../src/engine/labs/index.ts';
import type { LabJobs } from '../../../../src/engine/labs/index.ts';
import type { Example, Jobs } from '../../../../src/engine/trained/jobs.ts';

const tokens = 'a red circle moves up'.split(' ');

/** What each lab starts with. */
const labs = Object.fromEntries(
  Object.entries<Fields>(labFields).map(([name, fields]) => [`lab-${name}`, firstOf(fields)]),
) as unknown as { readonly [Name in keyof LabJobs]: LabJobs[Name]['input'] };

/** A small valid input of each job; each test changes what it is about. */
export const inputs = {
  ...labs,
  'lab-scale': { ...labs['lab-scale'], keys: 8 },
  'lab-norms': { ...labs['lab-norms'], layers: 2, steps: 2 },
  'lab-diffusion': { ...labs['lab-diffusion'], steps: 2 },
  // The small models of the tests have one block.
  'lab-denoising': { ...labs['lab-denoising'], steps: 1, guidance: 1 },
  'lab-studio': { ...labs['lab-studio'], steps: 2, step: 1, block: 1 },
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

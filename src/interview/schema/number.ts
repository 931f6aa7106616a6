import { z } from 'astro/zod';
import { common } from './common.ts';
import { text } from './text.ts';

const mistake = z.strictObject({
  /** A number that a reader gets by a known slip. */
  answer: z.number({ error: '`answer` of a mistake must be the wrong number' }),
  /** Which slip gives this number. */
  why: text('why', 'which slip gives this number'),
});

/** What is counted: `bytes` also takes KiB, MB and so on, `%` a number with or without the sign. */
const unit = text('unit', 'what is counted, such as bytes, tokens or %').optional();

/** A number that is always the same. */
export const number = z.strictObject({
  kind: z.literal('number'),
  ...common,
  unit,
  /** The right number. */
  answer: z.number({ error: '`answer` must be a number' }),
  /** How far off still counts as right. 0 unless told otherwise. */
  tolerance: z.number().min(0, { error: '`tolerance` must be 0 or more' }).default(0),
  /** The arithmetic, every step shown: `4 × 512 × 512 = 1,048,576`. A test computes it again. */
  working: z
    .array(text('working', 'a line of arithmetic'), {
      error: '`working` must be a list of lines of arithmetic, such as "2 × 3 = 6"',
    })
    .min(1, { error: '`working` needs at least one line of arithmetic' }),
  /** What the number means, in a sentence. */
  why: text('why', 'what the number means, in a sentence'),
  /** Numbers that readers get by known slips, each with its explanation. */
  mistakes: z.array(mistake, { error: '`mistakes` must be a list of `answer` and `why`' }),
});

/** A number that a generator draws anew each time: `src/interview/generators`. */
export const drawn = z.strictObject({
  kind: z.literal('drawn'),
  ...common,
  unit,
  /** The generator's name. What it draws fills the holes of the texts: `{{layers}} layers`. */
  generator: text('generator', 'a name of src/interview/generators/index.ts'),
  /** What the number means, in a sentence. */
  why: text('why', 'what the number means, in a sentence'),
  /** For each slip that the generator knows, which one it is. */
  slips: z.record(z.string(), text('slips', 'for each slip of the generator, a sentence'), {
    error: '`slips` must have a sentence for each slip of the generator',
  }),
});

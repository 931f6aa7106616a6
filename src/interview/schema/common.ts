import { z } from 'astro/zod';
import { LEVELS, TOPICS } from '../topics.ts';
import { text } from './text.ts';

/** What every kind of question has. */
export const common = {
  /** What it is about. */
  topic: z.enum(TOPICS, { error: `\`topic\` must be one of ${TOPICS.join(', ')}` }),
  /** For whom it is asked in an interview. */
  level: z.enum(LEVELS, { error: `\`level\` must be one of ${LEVELS.join(', ')}` }),
  /**
   * The lesson of the course that teaches the answer, by its address:
   * `attention/scaled-dot-product-attention`. All are in `src/content/course.ts`.
   */
  lesson: text('lesson', 'the address of the lesson that teaches the answer'),
  /** Keys of `src/content/sources.yaml`: what the answer stands on. */
  sources: z
    .array(text('sources', 'keys of src/content/sources.yaml'), {
      error: '`sources` must be a list of keys of src/content/sources.yaml',
    })
    .min(1, { error: '`sources` needs at least one key of src/content/sources.yaml' }),
  /** How long an answer takes in an interview. */
  seconds: z
    .int({ error: '`seconds` must be 15 to 900: how long an answer takes in an interview' })
    .min(15, { error: '`seconds` must be at least 15: nobody reads and answers faster' })
    .max(900, { error: '`seconds` must be at most 900: split a longer question' }),
  /** What the interviewer is really testing, in a sentence. */
  tests: text('tests', 'what the interviewer is really testing, in a sentence'),
  /** What is asked. */
  prompt: text('prompt', 'what the reader is asked'),
  /** A push in the right direction, offered before the check. Must not give the answer away. */
  hint: text('hint', 'a push in the right direction, offered before the check'),
};

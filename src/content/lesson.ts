import { z } from 'astro/zod';

/** What a lesson's frontmatter has beyond Starlight's. All of it, or none on other pages. */
export const lessonFields = z.object({
  /** How long a reader needs, quiz included. */
  minutes: z
    .int({ error: '`minutes` must be 5 to 20: how long a reader needs' })
    .min(5, { error: '`minutes` must be 5 to 20: a shorter text is no lesson' })
    .max(20, { error: '`minutes` must be 5 to 20: split a longer lesson in two' })
    .optional(),
  /** The interviewer's question that the lesson answers, in the interviewer's words. */
  question: z
    .string({ error: '`question` must be what an interviewer would ask' })
    .endsWith('?', { error: '`question` must be a question, and end with a question mark' })
    .optional(),
  /** The lesson's one idea, in one sentence. */
  idea: z
    .string({ error: '`idea` must say the one idea of the lesson in one sentence' })
    .max(200, { error: '`idea` must be one sentence of at most 200 characters' })
    .optional(),
  /** The quiz: ids of files in `src/content/questions/`, in the order in which they are asked. */
  questions: z
    .array(z.string(), {
      error: '`questions` must be a list of ids, as in `attention/softmax-axis`',
    })
    .min(3, { error: '`questions` needs 3 to 5: fewer is no quiz' })
    .max(5, { error: '`questions` needs 3 to 5: more is an exam' })
    .optional(),
});

export type LessonFields = z.infer<typeof lessonFields>;

const NAMES = Object.keys(lessonFields.shape) as (keyof LessonFields)[];

/** Names the fields that a half-written lesson lacks; none for a lesson or for another page. */
export function missingLessonFields(data: LessonFields): string[] {
  const missing = NAMES.filter((name) => data[name] === undefined);
  return missing.length === NAMES.length ? [] : missing;
}

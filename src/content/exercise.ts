import { z } from 'astro/zod';
import { isCourseLesson } from './course.ts';

/** The frontmatter of an exercise's prompt, `src/content/exercises/<id>/exercise.mdx`. */
export const exercise = z.object({
  /** What is built, in a few words. */
  title: z.string({ error: '`title` must say what is built, as in "Causal mask"' }).max(60),
  /** Where it stands in the list. Leave gaps of ten. */
  order: z.int({ error: '`order` must be a whole number: where it stands in the list' }),
  /** The lesson that it belongs to, as in `attention/scaled-dot-product-attention`. */
  lesson: z
    .string({ error: '`lesson` must be the address of a lesson' })
    .refine(isCourseLesson, { error: '`lesson` must be an address of `src/content/course.ts`' }),
  /** How long a strong candidate takes. */
  minutes: z
    .int({ error: '`minutes` must be how long a strong candidate takes' })
    .min(1, { error: '`minutes` must be 1 to 45' })
    .max(45, { error: '`minutes` must be 1 to 45: split a longer exercise in two' }),
  /** Keys of `src/content/sources.yaml`: what the formulas, the hints and the answers stand on. */
  sources: z
    .array(z.string({ error: 'one of `sources` must be a key of src/content/sources.yaml' }), {
      error: '`sources` must be a list of keys of src/content/sources.yaml',
    })
    .min(1, { error: '`sources` needs at least one key of src/content/sources.yaml' }),
  /** From a nudge to nearly the answer; the reader opens them one by one. */
  hints: z
    .array(z.string())
    .min(2, { error: '`hints` needs 2 to 5, each more than the last' })
    .max(5, { error: '`hints` needs 2 to 5, each more than the last' }),
  /** What an interviewer asks next. */
  followUps: z
    .array(
      z.object({
        question: z.string().endsWith('?', { error: 'a follow-up must end with a question mark' }),
        answer: z.string({ error: 'a follow-up needs an answer of a sentence or two' }),
      }),
    )
    .min(2, { error: '`followUps` needs 2 or more' }),
});

export type ExerciseFields = z.infer<typeof exercise>;

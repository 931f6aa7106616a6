import { z } from 'astro/zod';
import { LEVELS, TOPICS } from '../interview/topics.ts';
import { isCourseLesson } from './course.ts';

const cause = z.strictObject({
  /** What may be wrong, as a reader would say it. */
  text: z.string({ error: 'a cause needs a `text`: what may be wrong' }),
  /** Whether it is the one. Leave it out for the others. */
  right: z.boolean({ error: '`right` must be true, or be left out' }).default(false),
  /** What of the evidence speaks for or against it. */
  why: z.string({ error: 'a cause needs a `why`: what of the evidence speaks for or against it' }),
});

const evidence = z.strictObject({
  /** The name of its function in `evidence.cell`. */
  id: z.string().regex(/^[a-z]\w*$/i, { error: 'the `id` of evidence must be a function name' }),
  /** What the reader asks for: "Attention weights, head by head". */
  title: z.string({ error: 'evidence needs a `title`: what the reader asks for' }),
});

/** The frontmatter of a bug hunt, `src/content/hunts/<id>/hunt.mdx`. */
export const hunt = z.strictObject({
  /** What one sees, not what it is: the title must not give the bug away. */
  title: z.string({ error: '`title` must say what one sees' }).max(60),
  /** Where it stands in the list. Leave gaps of ten. */
  order: z.int({ error: '`order` must be a whole number: where it stands in the list' }),
  level: z.enum(LEVELS, { error: `\`level\` must be one of ${LEVELS.join(', ')}` }),
  topic: z.enum(TOPICS, { error: `\`topic\` must be one of ${TOPICS.join(', ')}` }),
  /** How long a strong candidate takes. */
  minutes: z
    .int({ error: '`minutes` must be how long a strong candidate takes' })
    .min(2, { error: '`minutes` must be 2 to 20' })
    .max(20, { error: '`minutes` must be 2 to 20' }),
  /** The lesson that it belongs to, as in `attention/masks`. */
  lesson: z
    .string({ error: '`lesson` must be the address of a lesson' })
    .refine(isCourseLesson, { error: '`lesson` must be an address of `src/content/course.ts`' }),
  /** Keys of `src/content/sources.yaml`: what the right code stands on. */
  sources: z
    .array(z.string())
    .min(1, { error: '`sources` needs at least one key of src/content/sources.yaml' }),
  evidence: z
    .array(evidence)
    .min(2, { error: '`evidence` needs 2 to 6 pieces' })
    .max(6, { error: '`evidence` needs 2 to 6 pieces' }),
  /** Plausible ones. Exactly one is right. */
  causes: z
    .array(cause)
    .min(4, { error: '`causes` needs 4 or 5' })
    .max(5, { error: '`causes` needs 4 or 5' })
    .refine((list) => list.filter(({ right }) => right).length === 1, {
      error: '`causes` needs exactly one with `right: true`',
    }),
  /** What was wrong and why nothing complained, in a few sentences: shown when it is solved. */
  explained: z.string({ error: '`explained` must say what was wrong, and why nothing complained' }),
  /** The test that would have caught it. */
  test: z.string({ error: '`test` must name the test that would have caught it' }),
});

export type HuntFields = z.infer<typeof hunt>;

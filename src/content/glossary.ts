import { z } from 'astro/zod';
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';

/** A term of the field, with the lesson that defines it. Its key in `glossary.yaml` is its id. */
export const glossaryEntry = z.strictObject({
  term: z.string().min(1),
  /** One or two sentences. */
  definition: z.string().min(1),
  /** How the term stands in a text, if not as it is or with an s. None: it is a word of every day too. */
  forms: z.array(z.string().regex(/^[\w -]+$/)).optional(),
  /** The address of a lesson, such as `attention/masks`. */
  lesson: z.string().regex(/^[a-z-]+\/[a-z-]+$/, 'A lesson is `<part>/<name>`.'),
});

/** Every term with its id and the forms by which a text is searched for it. */
export function readGlossary(content: URL) {
  const text = readFileSync(new URL('glossary.yaml', content), 'utf8');
  return Object.entries(z.record(z.string(), glossaryEntry).parse(load(text))).map(
    ([id, { term, definition, lesson, forms = [term, `${term}s`] }]) => ({
      id,
      definition,
      lesson,
      forms,
    }),
  );
}

import { getEntry, type CollectionEntry } from 'astro:content';

/** The root of the course, with a slash at the end: it may live in a sub-folder. */
const root = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/**
 * The source with this id.
 *
 * @throws Error for the author, naming the page, if `sources.yaml` has no such id.
 */
export async function findSource(id: string, page: string) {
  const entry = await getEntry('sources', id);
  if (entry) return entry;
  throw new Error(
    `${page} cites "${id}", which src/content/sources.yaml does not have. ` +
      'Add the source there, or correct the id.',
  );
}

/** A source as it is named in a sentence, and its place on the page of all sources. */
export function sourceLink({ id, data }: CollectionEntry<'sources'>) {
  return { label: `${data.authors} ${data.year}`, href: `${root}reference/sources/#source-${id}` };
}

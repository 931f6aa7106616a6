import { getEntry, type CollectionEntry } from 'astro:content';
import { root } from '../address/root.ts';

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

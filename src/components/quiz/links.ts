import { getCollection, getEntry } from 'astro:content';
import { ask, seedOf } from '../../interview/ask.ts';
import { root } from '../address/root.ts';
import { findSource, sourceLink } from '../cite/source.ts';
import { renderQuestion, type Link, type Rendered } from './render.ts';

/**
 * A question with all that a page shows of it.
 *
 * @throws Error for the author, naming the page, if there is no such question or source.
 */
export async function loadQuestion(id: string, page: string): Promise<Rendered> {
  const entry = await getEntry('questions', id);
  if (!entry) throw new Error(`${page} asks "${id}": no such file in src/content/questions/.`);
  const { data } = entry;
  const sources = await Promise.all(data.sources.map((source) => findSource(source, page)));
  const lesson = data.lesson === page ? undefined : await linkPage(data.lesson);
  const graded =
    data.kind === 'free' && data.graded !== page ? await linkPage(data.graded) : undefined;
  const question = renderQuestion(data);
  const first = data.kind === 'drawn' ? ask(question, seedOf(id, 0)) : undefined;
  return {
    id,
    question,
    first,
    sources: sources.map(sourceLink),
    lesson,
    graded,
  };
}

/** The ids of all questions, sorted. */
export async function questionIds(): Promise<string[]> {
  return (await getCollection('questions')).map(({ id }) => id).toSorted();
}

/** Nothing if the page is planned and not yet written. */
async function linkPage(id: string | undefined): Promise<Link | undefined> {
  const entry = (await getCollection('docs')).find((page) => page.id === id);
  return entry && { label: entry.data.title, href: `${root}${entry.id}/` };
}

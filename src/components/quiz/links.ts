import { getCollection, getEntry } from 'astro:content';
import { ask, seedOf } from '../../interview/ask.ts';
import { findSource, sourceLink } from '../cite/source.ts';
import { renderQuestion, type Link, type Rendered } from './render.ts';

/** The root of the course, with a slash at the end: it may live in a sub-folder. */
const root = import.meta.env.BASE_URL.replace(/\/?$/, '/');

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
  const lesson = data.lesson === page ? undefined : await linkLesson(data.lesson);
  const question = renderQuestion(data);
  const first = data.kind === 'drawn' ? ask(question, seedOf(id, 0)) : undefined;
  return { id, question, first, sources: sources.map(sourceLink), lesson };
}

/** The ids of all questions, sorted. */
export async function questionIds(): Promise<string[]> {
  return (await getCollection('questions')).map(({ id }) => id).toSorted();
}

/** Nothing if the lesson is planned and not yet written. */
async function linkLesson(id: string): Promise<Link | undefined> {
  const entry = (await getCollection('docs')).find((lesson) => lesson.id === id);
  return entry && { label: entry.data.title, href: `${root}${id}/` };
}

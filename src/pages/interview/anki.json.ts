import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { ankiNote } from '../../components/reader/anki.ts';

/** Every question as a note for Anki: fetched when a reader exports their cards. */
export const GET: APIRoute = async () => {
  const questions = await getCollection('questions');
  return Response.json(questions.map(({ id, data }) => ankiNote(id, data)));
};

import type { APIRoute } from 'astro';
import { loadQuestion, questionIds } from '../../components/quiz/links.ts';

/** Each question as a file of its own: a review fetches the ones that it asks. */
export async function getStaticPaths() {
  return (await questionIds()).map((id) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params: { id = '' } }) =>
  Response.json(await loadQuestion(id, 'interview/review'));

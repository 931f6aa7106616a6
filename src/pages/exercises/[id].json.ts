import renderer from '@astrojs/mdx/server.js';
import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { getCollection, render } from 'astro:content';
import { textOf } from '../../components/exercise/texts.ts';
import type { ExerciseTexts } from '../../components/mock/task.ts';

/** Each exercise as a file of its own: a mock interview fetches the ones that it asks. */
export async function getStaticPaths() {
  const exercises = await getCollection('exercises');
  return exercises.map((exercise) => ({ params: { id: exercise.id }, props: { exercise } }));
}

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

export const GET: APIRoute<Props> = async ({ props: { exercise } }) => {
  const container = await AstroContainer.create();
  container.addServerRenderer({ name: 'astro:jsx', renderer });
  const { Content } = await render(exercise);
  const prompt = await container.renderToString(Content);
  const stub = textOf(exercise.id, 'stub.cell') ?? '';
  return Response.json({ title: exercise.data.title, prompt, stub } satisfies ExerciseTexts);
};

import { getCollection } from 'astro:content';
import { candidateOf, taskOf, type Candidate } from '../../interview/mock/pool.ts';
import { TOPICS, type Topic } from '../../interview/topics.ts';
import { placeOf } from '../reader/place.ts';

/** All that a mock interview may ask; used when the site is built. */
export async function loadPool(): Promise<readonly Candidate[]> {
  const questions = await getCollection('questions');
  const exercises = await getCollection('exercises');
  const hunts = await getCollection('hunts');
  return [
    ...questions.map(({ id, data }) => candidateOf(id, data)),
    ...exercises.map(({ id, data: { lesson, minutes } }) =>
      taskOf('exercise', { id, topic: topicOf(lesson), minutes }),
    ),
    ...hunts.map(({ id, data: { topic, minutes } }) => taskOf('hunt', { id, topic, minutes })),
  ];
}

/** The topic of a lesson, as the exercise itself files it. */
function topicOf(lesson: string): Topic {
  const topic = placeOf(`/${lesson}`, '/')?.topic;
  return TOPICS.find((each) => each === topic) ?? 'code';
}

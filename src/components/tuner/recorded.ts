import { getCollection } from 'astro:content';

/** A run of each mode, recorded: seen before anything is trained, and where nothing can be. */
export async function recordedRuns() {
  const [recorded] = await getCollection('tuningRuns');
  if (!recorded) throw new Error('There are no recorded runs: npm run train -- tuning-runs');
  return recorded.data;
}

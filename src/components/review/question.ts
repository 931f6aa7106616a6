import type { Rendered } from '../quiz/render.ts';

/** A question as it was fetched; `missing` if the course has it no more. */
export type Fetched = Rendered | 'missing' | 'failed';

/** Fetches questions, each once. One that failed is tried again the next time. */
export function questionLoader(root: string): (id: string) => Promise<Fetched> {
  const known = new Map<string, Promise<Fetched>>();
  return async (id) => {
    const loading = known.get(id) ?? fetchQuestion(`${root}questions/${id}.json`);
    known.set(id, loading);
    const fetched = await loading;
    if (fetched === 'failed') known.delete(id);
    return fetched;
  };
}

async function fetchQuestion(address: string): Promise<Fetched> {
  try {
    const response = await fetch(address);
    if (response.status === 404) return 'missing';
    return response.ok ? ((await response.json()) as Rendered) : 'failed';
  } catch {
    return 'failed';
  }
}

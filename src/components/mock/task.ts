import type ExerciseWidget from '../exercise/Exercise.svelte';

/** An exercise with all that a page shows of it. */
export interface ExerciseTexts {
  readonly title: string;
  /** HTML, rendered when the site is built. */
  readonly prompt: string;
  readonly stub: string;
}

export interface Task extends ExerciseTexts {
  readonly Exercise: typeof ExerciseWidget;
}

/** Fetches an exercise and its widget; nothing where that fails. */
export async function loadTask(root: string, id: string): Promise<Task | undefined> {
  try {
    const [{ default: Exercise }, response] = await Promise.all([
      import('../exercise/Exercise.svelte'),
      fetch(`${root}exercises/${id}.json`),
    ]);
    return response.ok ? { Exercise, ...((await response.json()) as ExerciseTexts) } : undefined;
  } catch {
    return undefined;
  }
}

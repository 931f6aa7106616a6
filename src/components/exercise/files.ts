import type { Checks, Exercise, Wrong } from '../../notebook/judge/exercise.ts';

// Nothing lists the exercises: a folder is one. Each file is loaded when it is asked for.
const checks = import.meta.glob<Checks>('../../content/exercises/*/checks.ts', {
  import: 'default',
});
const wrong = import.meta.glob<readonly Wrong[]>('../../content/exercises/*/wrong.ts', {
  import: 'default',
});
const texts = import.meta.glob<string>(
  '../../content/exercises/*/{stub,solution,reference,call}.cell',
  { query: '?raw', import: 'default' },
);

/** The files of one exercise. Throws if there is none of that id. */
export async function loadExercise(id: string): Promise<Exercise> {
  const [own, wrongs, stub, solution, reference, call] = await Promise.all([
    load(checks, id, 'checks.ts'),
    load(wrong, id, 'wrong.ts'),
    load(texts, id, 'stub.cell'),
    load(texts, id, 'solution.cell'),
    load(texts, id, 'reference.cell'),
    texts[pathOf(id, 'call.cell')]?.(),
  ]);
  return { id, checks: own, wrong: wrongs, stub, solution, reference, call };
}

function load<T>(files: Record<string, () => Promise<T>>, id: string, file: string): Promise<T> {
  const found = files[pathOf(id, file)];
  if (!found) throw new Error(`exercise ${id}: wanted a file ${file}, got none`);
  return found();
}

function pathOf(id: string, file: string): string {
  return `../../content/exercises/${id}/${file}`;
}

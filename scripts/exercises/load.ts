import type { Checks, Equivalent, Exercise, Wrong } from '../../src/notebook/judge/exercise.ts';

/** A folder of `src/content/exercises`, as the check wants it: with what readers never see. */
export interface Folder extends Exercise {
  readonly twin: string;
  readonly equivalents: readonly Equivalent[];
}

interface Modules {
  readonly checks: { readonly default: Checks };
  readonly wrong: {
    readonly default: readonly Wrong[];
    readonly equivalents?: readonly Equivalent[];
  };
}

const checks = import.meta.glob<Modules['checks']>('/src/content/exercises/*/checks.ts', {
  eager: true,
});
const wrong = import.meta.glob<Modules['wrong']>('/src/content/exercises/*/wrong.ts', {
  eager: true,
});
const texts = import.meta.glob<string>('/src/content/exercises/*/*.{cell,py}', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** All exercises, or those with an id that is named. */
export function loadExercises(only: readonly string[] = []): readonly Folder[] {
  const ids = Object.keys(checks).map((path) => path.split('/').at(-2) ?? '');
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new Error(`wanted an exercise of ${ids.join(', ')}; got ${unknown}`);
  }
  return ids.filter((id) => only.length === 0 || only.includes(id)).map(loadExercise);
}

function loadExercise(id: string): Folder {
  const path = (file: string) => `/src/content/exercises/${id}/${file}`;
  const module = <T>(files: Record<string, T>, file: string): T => {
    const found = files[path(file)];
    if (found === undefined) throw new Error(`exercise ${id}: wanted a file ${file}, got none`);
    return found;
  };
  const { default: wrongs, equivalents = [] } = module(wrong, 'wrong.ts');
  return {
    id,
    checks: module(checks, 'checks.ts').default,
    wrong: wrongs,
    equivalents,
    stub: module(texts, 'stub.cell'),
    solution: module(texts, 'solution.cell'),
    reference: module(texts, 'reference.cell'),
    call: texts[path('call.cell')],
    twin: module(texts, 'twin.py'),
  };
}

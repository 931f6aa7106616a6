import { huntOf, type Hunt } from '../../notebook/hunt/hunt.ts';
import type { Checks, Wrong } from '../../notebook/judge/exercise.ts';

// Nothing lists the hunts: a folder is one. Each file is loaded when it is asked for.
const checks = import.meta.glob<Checks>('../../content/hunts/*/checks.ts', { import: 'default' });
const repairs = import.meta.glob<readonly Wrong[]>('../../content/hunts/*/repairs.ts', {
  import: 'default',
});
const texts = import.meta.glob<string>('../../content/hunts/**/*.cell', {
  query: '?raw',
  import: 'default',
});

/** The files of one hunt. Throws if there is none of that id. */
export async function loadHunt(id: string, evidence: readonly string[]): Promise<Hunt> {
  const [own, wrong, broken, fixed, reference, kit, pieces] = await Promise.all([
    load(checks, `${id}/checks.ts`),
    load(repairs, `${id}/repairs.ts`),
    load(texts, `${id}/broken.cell`),
    load(texts, `${id}/fixed.cell`),
    load(texts, `${id}/reference.cell`),
    load(texts, 'kit.cell'),
    load(texts, `${id}/evidence.cell`),
  ]);
  const evidenceCode = kit + pieces;
  return huntOf({ id, checks: own, wrong, broken, fixed, reference, evidence, evidenceCode });
}

function load<T>(files: Record<string, () => Promise<T>>, path: string): Promise<T> {
  const found = files[`../../content/hunts/${path}`];
  if (!found) throw new Error(`hunt: wanted a file ${path}, got none`);
  return found();
}

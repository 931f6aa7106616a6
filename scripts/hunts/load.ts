import { huntOf } from '../../src/notebook/hunt/hunt.ts';
import type { Hunt } from '../../src/notebook/hunt/hunt.ts';
import type { Checks, Wrong } from '../../src/notebook/judge/exercise.ts';
import type { HuntFields } from '../../src/content/hunt.ts';

/** A folder of `src/content/hunts`, as the check wants it. */
export interface Folder extends Hunt {
  /** Its frontmatter as it is written. */
  readonly head: string;
  /** The first program of its Keras record, and that record; nothing if it has none. */
  readonly keras: { readonly program: string; readonly record: string | undefined } | undefined;
}

const checks = import.meta.glob<Checks>('/src/content/hunts/*/checks.ts', {
  eager: true,
  import: 'default',
});
const repairs = import.meta.glob<readonly Wrong[]>('/src/content/hunts/*/repairs.ts', {
  eager: true,
  import: 'default',
});
const texts = import.meta.glob<string>('/src/content/hunts/**/*.{cell,mdx,py,txt}', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** All hunts, or those with an id that is named. */
export function loadHunts(
  parse: (yaml: string) => unknown,
  only: readonly string[] = [],
): readonly Folder[] {
  const ids = Object.keys(checks).map((path) => path.split('/').at(-2) ?? '');
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new Error(`wanted a hunt of ${ids.join(', ')}; got ${unknown}`);
  return ids
    .filter((id) => only.length === 0 || only.includes(id))
    .map((id) => loadHunt(id, parse));
}

function loadHunt(id: string, parse: (yaml: string) => unknown): Folder {
  const file = <T>(files: Record<string, T>, name: string): T => {
    const found = files[`/src/content/hunts/${id}/${name}`];
    if (found === undefined) throw new Error(`hunt ${id}: wanted a file ${name}, got none`);
    return found;
  };
  const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(file(texts, 'hunt.mdx')) ?? [];
  const { evidence } = parse(head) as Pick<HuntFields, 'evidence'>;
  const kit = texts['/src/content/hunts/kit.cell'] ?? '';
  const program = texts[`/src/content/hunts/${id}/listing.py`];
  const record = texts[`/src/content/hunts/${id}/printed.txt`];
  return {
    ...huntOf({
      id,
      checks: file(checks, 'checks.ts'),
      wrong: file(repairs, 'repairs.ts'),
      broken: file(texts, 'broken.cell'),
      fixed: file(texts, 'fixed.cell'),
      reference: file(texts, 'reference.cell'),
      evidence: evidence.map((each) => each.id),
      evidenceCode: kit + file(texts, 'evidence.cell'),
    }),
    head,
    keras: program === undefined ? undefined : { program, record },
  };
}

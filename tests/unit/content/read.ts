import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';

const CONTENT = 'src/content';

/** A page of the course: its address, its frontmatter and its text. */
export interface Page {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Every Markdown page, read as it is: no build is needed to check it. */
export function readPages(): Page[] {
  return globSync(`${CONTENT}/docs/**/*.{md,mdx}`).map((path) => {
    const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readText(path)) ?? [];
    const id = nameOf(path, 'docs').replace(/\.mdx?$/, '');
    return { id, data: load(head) as Page['data'], body };
  });
}

/** Every question by its id, not yet validated. */
export function readQuestions(): Map<string, unknown> {
  const paths = globSync(`${CONTENT}/questions/**/*.yaml`);
  return new Map(
    paths.map((path) => [nameOf(path, 'questions').replace('.yaml', ''), load(readText(path))]),
  );
}

/** The frontmatter of every exercise by its id, not yet validated. */
export function readExercises(): Map<string, unknown> {
  const paths = globSync(`${CONTENT}/exercises/*/exercise.mdx`);
  return new Map(
    paths.map((path) => {
      const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(readText(path)) ?? [];
      return [nameOf(path, 'exercises').replace('/exercise.mdx', ''), load(head)];
    }),
  );
}

/** Every source by its id, not yet validated. */
export function readSources(): Map<string, unknown> {
  return new Map(Object.entries(load(readText(`${CONTENT}/sources.yaml`)) as object));
}

function nameOf(path: string, folder: string): string {
  return path.replaceAll('\\', '/').slice(`${CONTENT}/${folder}/`.length);
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

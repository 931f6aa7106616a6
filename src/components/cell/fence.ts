/** A code cell as a lesson writes it. */
export interface Fence {
  /** Unique in its lesson, made from the label. */
  readonly name: string;
  readonly label: string;
}

/**
 * Reads what stands behind the language of a fenced block: `live title="What it does"` makes a
 * cell of it. Undefined for any other block.
 *
 * @throws Error, for the writer, if a cell has no title or is not TypeScript.
 */
export function readFence(
  lang: string | null | undefined,
  meta: string | null | undefined,
): Fence | undefined {
  if (!/(?:^|\s)live(?:\s|$)/.test(meta ?? '')) return undefined;
  if (lang !== 'ts') throw new Error(`A live cell wants \`ts\`, got \`${lang ?? 'no language'}\`.`);
  const label = /title="([^"]+)"/.exec(meta ?? '')?.[1];
  if (!label) throw new Error('A live cell wants `live title="What it does"`, got no title.');
  return { label, name: slugOf(label) };
}

function slugOf(label: string): string {
  return label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

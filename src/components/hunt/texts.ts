/** The texts of all hunts, for the pages: only used when the site is built. */
const texts = import.meta.glob<string>('../../content/hunts/*/*.{cell,py,txt}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A file of a hunt, or nothing if there is none of that name. */
export function textOf(id: string, file: string): string | undefined {
  return texts[`../../content/hunts/${id}/${file}`]?.trimEnd();
}

/** The texts of all exercises, for the pages: only used when the site is built. */
const texts = import.meta.glob<string>('../../content/exercises/*/*.{cell,py}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A file of an exercise, or nothing if there is none of that name. */
export function textOf(id: string, file: string): string | undefined {
  return texts[`../../content/exercises/${id}/${file}`]?.trimEnd();
}

/** A component in MDX: `<Cite id="vaswani2017" at="§3.2.1" />`. */
const CITE = /<Cite\s[^>]*?\bid="([^"]*)"/g;

/** The ids that a lesson's source text cites, each once, in the order of first use. */
export function citedIds(body: string): string[] {
  const ids = [...body.matchAll(CITE)].flatMap(([, id]) => (id === undefined ? [] : [id]));
  return [...new Set(ids)];
}

/** How the search ranks; the values are Starlight’s own. The test of the search uses the same. */
export const ranking = {
  pageLength: 0.1,
  termFrequency: 0.1,
  termSaturation: 2,
  termSimilarity: 9,
};

const lesson = /^(start|attention|transformer|pre-training|sora)\//;

/**
 * A page as the search reads it. A lesson explains a thing that exercises, labs and hunts only use, and mention
 * more often: it comes first.
 * @param {string} path below the base
 * @param {string} html
 */
export function weigh(path, html) {
  const { text, title } = lesson.test(path) ? { text: 2, title: 10 } : { text: 0.5, title: 2 };
  return html
    .replace('data-pagefind-body', `data-pagefind-body data-pagefind-weight="${text}"`)
    .replace('<h1 ', `<h1 data-pagefind-weight="${title}" `);
}

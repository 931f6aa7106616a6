import { weighEngine, weighPages } from '../scripts/lib/measure-bytes.mjs';
import { openSite } from '../scripts/lib/open-site.mjs';

export const lesson = 'attention/scaled-dot-product-attention/';

/** @returns {Promise<import('./parts.mjs').Figure[]>} */
export async function measureBytes() {
  const site = await openSite();
  try {
    const pages = await weighPages();
    const engine = await weighEngine(site, lesson);
    const heaviest = pages.toSorted((a, b) => b.bytes - a.bytes)[0];
    const figures = [
      { ...pages.find(({ name }) => name === '/'), what: 'home page' },
      { ...heaviest, what: `heaviest page (${heaviest?.name ?? ''})`, target: '≤ 160 KB' },
      { ...engine, what: 'engine, at first use', target: '≤ 190 KB' },
    ];
    return figures.map(({ bytes, ...figure }) => ({
      ...figure,
      value: bytes === undefined ? 'not measured' : `${(bytes / 1000).toFixed(1)} KB brotli`,
    }));
  } finally {
    await site.close();
  }
}

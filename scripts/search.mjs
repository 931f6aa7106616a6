import { readFile } from 'node:fs/promises';

/**
 * Two changes to Starlight's search, made where Vite reads it. An update of Starlight that moves
 * the places fails the build.
 * @type {[what: string, from: string, to: string][]}
 */
const changes = [
  [
    // Its button is named "Search" and shows "Search Ctrl K". Who speaks to the computer says what
    // they see and finds no such button (WCAG 2.5.3, Label in Name; axe counts it on every page).
    // The shortcut works all the same, and `aria-keyshortcuts` tells it.
    'hide the hint in the button',
    '<kbd class="sl-hidden md:sl-flex"',
    '<kbd class="sl-hidden"',
  ],
  [
    // Every page would fetch 21 KB for a search that most readers of a page never open.
    'load the search when it is about to be used',
    'const onIdle = window.requestIdleCallback || ((cb) => setTimeout(cb, 1));',
    `const onIdle = (load: () => Promise<void>) => {
       let loading: Promise<void> | undefined;
       const start = () => (loading ??= load());
       openBtn.addEventListener('pointerenter', start, { once: true });
       openBtn.addEventListener('focus', start, { once: true });
       new MutationObserver(() => {
         if (dialog.open) start().then(() => this.querySelector('input')?.focus());
       }).observe(dialog, { attributeFilter: ['open'] });
     };`,
  ],
];

/** @returns {import('vite').Plugin} */
export function lazySearch() {
  return {
    name: 'lazy-search',
    enforce: 'pre',
    async load(id) {
      if (!/starlight\/dist\/components\/Search\.astro$/.test(id)) return undefined;
      let text = await readFile(id, 'utf8');
      for (const [what, from, to] of changes) {
        if (!text.includes(from)) throw new Error(`Cannot ${what}: Starlight has changed.`);
        text = text.replace(from, to);
      }
      return text;
    },
  };
}

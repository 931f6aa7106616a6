import type { ClientDirective } from 'astro';

const SEEN = 'cells:seen';

/**
 * `client:cells`: as soon as one island of a page that says so is seen, all of them come alive. The
 * cells of a lesson need one another, and a reader who never gets to them fetches nothing.
 */
const cells: ClientDirective = (load, _options, element) => {
  const watch = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting))
      document.dispatchEvent(new Event(SEEN));
  });
  const wake = async (): Promise<void> => {
    watch.disconnect();
    const hydrate = await load();
    await hydrate();
  };
  document.addEventListener(SEEN, () => void wake(), { once: true });
  // An island has no box of its own: only what is in it can be seen.
  for (const child of element.children) watch.observe(child);
};

export default cells;

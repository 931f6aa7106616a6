import type { ClientDirective } from 'astro';

const SEEN = 'cells:seen';

/** Whether an island of this page was seen: those that the page brings later have missed the event. */
let seen = false;

/**
 * `client:cells`: as soon as one island of a page that says so is seen, all of them come alive. The
 * cells of a lesson need one another, and a reader who never gets to them fetches nothing.
 */
const cells: ClientDirective = (load, _options, element) => {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen = true;
    document.dispatchEvent(new Event(SEEN));
  });
  const wake = async (): Promise<void> => {
    watch.disconnect();
    const hydrate = await load();
    await hydrate();
  };
  if (seen) return void wake();
  document.addEventListener(SEEN, () => void wake(), { once: true });
  // An island has no box of its own: only what is in it can be seen.
  for (const child of element.children) watch.observe(child);
};

export default cells;

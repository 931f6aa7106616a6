/** How many cells are put into the page at once: some milliseconds of work. */
const CHUNK = 1200;

/**
 * Fills an element with pieces of HTML, a few at first and the rest frame by frame. Returns the way
 * to stop; `done` is called when all is in place.
 */
export function fill(
  element: HTMLElement,
  parts: readonly (() => string)[],
  cellsPerPart: number,
  done: () => void = () => undefined,
): () => void {
  const step = Math.max(1, Math.floor(CHUNK / Math.max(1, cellsPerPart)));
  let at = 0;
  let frame = 0;
  const next = () => {
    const chunk = parts.slice(at, at + step).map((part) => part());
    if (at === 0) element.innerHTML = chunk.join('');
    else element.insertAdjacentHTML('beforeend', chunk.join(''));
    at += step;
    if (at < parts.length) frame = requestAnimationFrame(next);
    else done();
  };
  next();
  return () => cancelAnimationFrame(frame);
}

import type { Told } from '../../reader/event.ts';
import type { Result } from '../../reader/results.ts';

/**
 * What widgets say to the reader's log, and ask it. They speak by events that bubble to the
 * document, where `listen.ts` hears them: so no widget loads the log, and none depends on it.
 */
export const DID = 'reader-did';
export const WANTED = 'results-wanted';
export const READY = 'reader-ready';

/** Asks how questions were last answered. `give` is called when it is known, if there is anything. */
export interface ResultsWanted {
  readonly give: (results: ReadonlyMap<string, Result>) => void;
}

declare global {
  interface DocumentEventMap {
    'reader-did': CustomEvent<Told>;
    'results-wanted': CustomEvent<ResultsWanted>;
    'reader-ready': Event;
  }
}

/** Tells the log what the reader did just now. */
export function tell(element: HTMLElement, told: Told): void {
  element.dispatchEvent(new CustomEvent(DID, { bubbles: true, detail: told }));
}

/**
 * Asks the log for results, now or as soon as it listens.
 *
 * @returns to be called when nobody waits any more
 */
export function wantResults(give: ResultsWanted['give']): () => void {
  const want = () => {
    document.dispatchEvent(new CustomEvent<ResultsWanted>(WANTED, { detail: { give } }));
  };
  document.addEventListener(READY, want);
  want();
  return () => {
    document.removeEventListener(READY, want);
  };
}

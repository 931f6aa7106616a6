import { concerns, formatFragment, parseFragment } from './fragment.ts';
import type { Session } from './session.svelte.ts';

/** How long the address waits for the reader to rest, in milliseconds. */
const REST = 300;

/** Takes a state from the address, and writes later ones into it. Returns the way to stop. */
export function followAddress(session: Session): () => void {
  read(session, true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopWriting = $effect.root(() => {
    $effect(() => {
      if (!session.touched) return;
      const { id, instrument, state } = session;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const fragment = formatFragment(id, instrument, state, location.hash);
        if (fragment !== location.hash) history.replaceState(history.state, '', fragment);
      }, REST);
    });
  });
  const changed = () => read(session, false);
  addEventListener('hashchange', changed);
  return () => {
    clearTimeout(timer);
    stopWriting();
    removeEventListener('hashchange', changed);
  };
}

/** The full address of the present state. */
export function linkTo({ id, instrument, state }: Session): string {
  return location.href.replace(/#.*$/s, '') + formatFragment(id, instrument, state, location.hash);
}

function read(session: Session, arriving: boolean): void {
  const { id, instrument, state } = session;
  const { hash } = location;
  if (!concerns(id, hash)) return;
  const parsed = parseFragment(id, hash, instrument, state);
  session.restore(parsed.state, parsed.ignored);
  // A link to a state is a link to this stepper: nothing else on the page answers to it.
  if (arriving) document.querySelector(`[data-stepper="${CSS.escape(id)}"]`)?.scrollIntoView();
}

/**
 * What a reader types, picks or presses before the widget around it is alive is kept, and done again
 * once it is: nothing is lost to a slow network or a slow machine, and no form leaves the page.
 */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Something done too early, and how to do it again. */
interface Early {
  readonly target: Element;
  readonly again: () => void;
}

const kept = new Map<Element, Early[]>();

/** The widget around an element, as long as it is not alive. */
function asleep(element: Element): Element | null {
  return element.closest('astro-island[ssr]');
}

function keep(island: Element, early: Early): void {
  const before = kept.get(island) ?? [];
  // Of a value only the last one counts; each press does.
  const rest = isControl(early.target)
    ? before.filter((one) => one.target !== early.target)
    : before;
  kept.set(island, [...rest, early]);
}

/** How to do again what an event says was done. */
function earlyOf(event: Event, element: Element): Early | undefined {
  if (event.type === 'click') {
    const target = element.closest<HTMLElement>('button[type=button]');
    return target ? { target, again: () => target.click() } : undefined;
  }
  if (element instanceof HTMLFormElement) {
    event.preventDefault();
    const by = event instanceof SubmitEvent ? event.submitter : null;
    return { target: element, again: () => element.requestSubmit(by) };
  }
  return isControl(element) ? { target: element, again: setAgain(element) } : undefined;
}

function isControl(element: Element): element is Control {
  return element.matches('input, select, textarea');
}

/** Brings a control back to what it is now: a widget sets it to its own beginning. */
function setAgain(control: Control): () => void {
  const { value } = control;
  const checked = control instanceof HTMLInputElement && control.checked;
  return () => {
    // The files that a reader chose stay chosen, and cannot be set.
    if (control.type !== 'file') control.value = value;
    if (control instanceof HTMLInputElement) control.checked = checked;
    for (const kind of ['input', 'change']) {
      control.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  };
}

for (const kind of ['input', 'change', 'click', 'submit']) {
  addEventListener(
    kind,
    (event) => {
      const island = event.target instanceof Element && asleep(event.target);
      const early = island && earlyOf(event, event.target);
      if (early) keep(island, early);
    },
    true,
  );
}

addEventListener(
  'astro:hydrate',
  ({ target }) => {
    if (!(target instanceof Element)) return;
    const early = kept.get(target) ?? [];
    kept.delete(target);
    for (const one of early) if (one.target.isConnected) one.again();
  },
  true,
);

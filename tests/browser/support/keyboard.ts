import type { Page } from '@playwright/test';

/** Presses Tab through the whole page. Returns what a mouse can press and Tab never reached. */
export async function unreached(page: Page): Promise<string[]> {
  await page.evaluate(rememberFocus);
  // Room for what has more than one stop, as a date has.
  const most = 50 + (await page.evaluate(countStops));
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const { atEnd, stuck } = await page.evaluate(whereFocusIs);
    if (stuck) return [`Tab is trapped at ${stuck}`];
    if (atEnd) return page.evaluate(findUnreached);
  }
  return [`after ${most} presses of Tab the end is not reached`];
}

function countStops(): number {
  const stops = 'a[href], button, input, select, textarea, summary, iframe, [tabindex]';
  return document.querySelectorAll(stops).length;
}

interface Memory {
  reached: Set<EventTarget>;
  last: Element | null;
}

/** The three below run in the page and meet in a property of its window. */
function rememberFocus(): void {
  const memory: Memory = { reached: new Set(), last: null };
  Object.assign(window, { focusMemory: memory });
  document.addEventListener('focusin', (event) => {
    const [target] = event.composedPath();
    if (target) memory.reached.add(target);
  });
}

function whereFocusIs(): { atEnd: boolean; stuck: string | undefined } {
  const { focusMemory: memory } = window as unknown as { focusMemory: Memory };
  const { activeElement: active, body } = document;
  // A date has a stop for its day, its month and its year, all of them the same element.
  const hasStops = active?.shadowRoot ?? active?.matches('input[type=date]');
  const stuck = active !== body && active === memory.last && !hasStops;
  memory.last = active;
  return { atEnd: active === body, stuck: stuck ? active?.outerHTML.slice(0, 120) : undefined };
}

function findUnreached(): string[] {
  const { focusMemory } = window as unknown as { focusMemory: Memory };
  const { reached } = focusMemory;
  const pressable =
    'a[href], button, input, select, textarea, summary, iframe, [tabindex], [role=button], ' +
    '[role=link], [role=tab], [role=switch], [role=checkbox], [role=option], [contenteditable]';
  // One stop for the whole of it; arrow keys move inside.
  const groups =
    '[role=grid], [role=radiogroup], [role=tablist], [role=toolbar], [role=listbox], [role=menu]';

  function reachedIn(element: Element): boolean {
    return [...reached].some((target) => target instanceof Node && element.contains(target));
  }

  function isReached(element: Element): boolean {
    if (reached.has(element)) return true;
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      const same = `input[type=radio][name="${CSS.escape(element.name)}"]`;
      return [...document.querySelectorAll(same)].some((radio) => reached.has(radio));
    }
    const group = element.closest(groups);
    return group !== null && reachedIn(group);
  }

  function canBePressed(element: Element): boolean {
    if (element.matches(':disabled, [aria-disabled=true], [inert] *, [type=hidden]')) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  }

  /** A place to jump to, for example a heading or the table that a link leads to. */
  function isOnlyTarget(element: Element): boolean {
    return element.matches('[tabindex="-1"]:not(a, button, input, select, textarea, [role])');
  }

  /** Looks pressable, without being a control or lying in one. */
  function looksPressable(element: Element): boolean {
    return (
      getComputedStyle(element).cursor === 'pointer' && !element.closest(`${pressable}, label`)
    );
  }

  const controls = [...document.querySelectorAll(pressable)].filter(
    (element) => canBePressed(element) && !isOnlyTarget(element) && !isReached(element),
  );
  const others = [...document.body.querySelectorAll('*')].filter(
    (element) => looksPressable(element) && canBePressed(element),
  );
  return [...controls, ...others].map((element) => element.outerHTML.slice(0, 160));
}

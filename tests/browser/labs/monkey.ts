/**
 * Runs in the page: so many random dealings with a lab, drawn from a seed. What leaves the page, saves
 * a file or takes the clipboard is left alone.
 */
export async function monkey({
  seed,
  dealings,
  root = '[data-lab]',
}: {
  seed: number;
  dealings: number;
  /** Where it deals: a lab, unless told otherwise. */
  root?: string;
}): Promise<number> {
  let state = seed;
  /** A whole number below `below`: mulberry32. */
  const draw = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
  const pick = <T>(all: readonly T[]): T | undefined => all[draw(all.length)];
  const NONSENSE = [
    '',
    '-1',
    '0',
    '1',
    '2',
    '3',
    '7',
    '16',
    '0.5',
    '1e9',
    'NaN',
    'a red circle',
    '紅',
    '<b>',
  ];
  const SPARED = '.save button, a, [data-spared]';
  const CONTROLS = 'button, input, select, textarea, summary, [role=button], [tabindex="0"]';

  const change = (element: Element, type: string) =>
    element.dispatchEvent(new Event(type, { bubbles: true }));

  function deal(element: Element): void {
    if (element instanceof HTMLSelectElement) {
      element.selectedIndex = draw(element.options.length);
      change(element, 'change');
    } else if (element instanceof HTMLInputElement && element.type === 'range') {
      element.value = String(
        Number(element.min) + draw(Number(element.max) - Number(element.min) + 1),
      );
      change(element, 'input');
      change(element, 'change');
    } else if (element instanceof HTMLInputElement && ['text', 'number'].includes(element.type)) {
      element.value = pick(NONSENSE) ?? '';
      change(element, 'input');
      change(element, 'change');
    } else if (element instanceof HTMLTextAreaElement) {
      element.value = `${pick(NONSENSE) ?? ''} ${pick(NONSENSE) ?? ''}`;
      change(element, 'input');
    } else if (element instanceof HTMLElement && element.matches('[tabindex="0"]:not(button)')) {
      const key = pick(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter', 'a']) ?? 'a';
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    } else if (element instanceof HTMLElement) {
      element.click();
    }
  }

  let done = 0;
  for (let i = 0; i < dealings; i++) {
    const lab = document.querySelector(root);
    const all = [...(lab?.querySelectorAll(CONTROLS) ?? [])].filter(
      (element) => !element.matches(`${SPARED}, :disabled`) && element.checkVisibility(),
    );
    const element = pick(all);
    if (element) {
      deal(element);
      done++;
    }
    await new Promise((resolve) => setTimeout(resolve, draw(8) === 0 ? 40 : 4));
  }
  return done;
}

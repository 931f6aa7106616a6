/** Shows, inside `panel`, the listing with the line of `key`, lit and in view. Whether there is one. */
export function lightLine(panel: ParentNode, key: string): boolean {
  let found = false;
  for (const figure of panel.querySelectorAll<HTMLElement>('[data-listing]')) {
    const lines = [...figure.querySelectorAll<HTMLElement>('[data-code]')];
    const lit = lines.find(({ dataset }) => dataset['code']?.split(' ').includes(key));
    lines.forEach((line) => line.removeAttribute('aria-current'));
    lit?.setAttribute('aria-current', 'true');
    figure.hidden = !lit;
    if (lit) center(lit);
    found ||= lit !== undefined;
  }
  return found;
}

/** Shows the one child with the formula `tex`, and hides the others. */
export function showFormula(panel: ParentNode, tex: string): HTMLElement | undefined {
  const all = [...panel.querySelectorAll<HTMLElement>('[data-formula]')];
  all.forEach((one) => (one.hidden = one.dataset['formula'] !== tex));
  return all.find(({ hidden }) => !hidden);
}

/** Scrolls the line's own box, never the page. */
function center(line: HTMLElement): void {
  const box = line.parentElement;
  if (box) box.scrollTop = line.offsetTop - (box.clientHeight - line.offsetHeight) / 2;
}

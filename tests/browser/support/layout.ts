/** Runs in the page: how many pixels it can be scrolled sideways. */
export function sidewaysScroll(): number {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

/**
 * Runs in the page: our own controls, those in the text of the page, that are smaller than 24 px
 * (WCAG 2.5.8; links in running text are exempt). A label enlarges the control that it names.
 */
export function smallTargets(): string[] {
  const controls =
    'button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], ' +
    '[role=switch], [role=slider], [role=gridcell][tabindex]';

  function isLargeEnough(element: Element): boolean {
    const { width, height } = element.getBoundingClientRect();
    return width >= 24 && height >= 24;
  }

  function isVisible(element: Element): boolean {
    const { width } = element.getBoundingClientRect();
    return width > 1 && element.checkVisibility({ visibilityProperty: true });
  }

  return [...document.querySelectorAll(`main :is(${controls})`)]
    .filter((element) => isVisible(element) && !isLargeEnough(element))
    .filter((element) => {
      const labels = 'labels' in element ? (element.labels as NodeListOf<Element> | null) : null;
      return ![...(labels ?? [])].some(isLargeEnough);
    })
    .map((element) => {
      const { width, height } = element.getBoundingClientRect();
      return `${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`;
    });
}

/** Runs in the page: what moves at present. */
export function runningAnimations(): string[] {
  return document
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      return target?.outerHTML.slice(0, 120) ?? 'something';
    });
}

/** Runs in the page: the text in a drawing that is less than 11 px high on the screen. */
export function smallText(): string[] {
  return [...document.querySelectorAll<SVGTextElement>('main svg text')].flatMap((text) => {
    const { a = 1, b = 0 } = text.getScreenCTM() ?? {};
    const size = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
    const seen = text.textContent.trim();
    return size > 10.99 || seen === '' ? [] : [`${seen}: ${size.toFixed(1)} px`];
  });
}

/**
 * Lets Tab reach what scrolls sideways on a narrow screen, so that arrow keys can scroll it: long
 * formulas, wide tables, output of cells. Widgets see to their own boxes, and code listings to
 * theirs. Not every browser does this by itself.
 */
const texts = '.katex-display, main table, main pre:not(.expressive-code pre)';

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target instanceof HTMLElement) reach(target);
});

function reach(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth) {
    if (!element.hasAttribute('tabindex')) {
      element.tabIndex = 0;
      element.dataset.scrolls = '';
    }
  } else if (element.dataset.scrolls !== undefined) {
    element.removeAttribute('tabindex');
    delete element.dataset.scrolls;
  }
}

for (const element of document.querySelectorAll(texts)) sizes.observe(element);

import { sheetOf } from './sheet.ts';
import type { Part } from './sheet.ts';

/** The styles that a drawing needs where no style sheet is. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
] as const;

/** Drawings of the page as one file, their colors as they are seen, on the page's background. */
export function standalone(drawings: readonly SVGSVGElement[], texts: readonly string[]): string {
  const [first] = drawings;
  if (!first) throw new Error('standalone: no drawing');
  return sheetOf(drawings.map(partOf), texts, {
    text: getComputedStyle(first).color,
    background: getComputedStyle(document.body).backgroundColor,
  });
}

/** A copy of a drawing, in its own coordinates. */
function partOf(drawing: SVGSVGElement): Part {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, i) => dress(element, originals[i]));
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return { width, height, marks: new XMLSerializer().serializeToString(copy) };
}

function dress(copy: Element, original: Element | undefined): void {
  if (!original) return;
  const seen = getComputedStyle(original);
  const styles = STYLES.map((name) => `${name}:${seen.getPropertyValue(name)}`);
  copy.removeAttribute('class');
  copy.setAttribute('style', styles.join(';'));
}

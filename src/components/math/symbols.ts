/**
 * Ties a symbol to what it stands for: the one that is pointed at, or whose matrix has the focus, is lit
 * wherever the page has it, in formulas, on matrices and on the buttons of their steps.
 */

/** A letter as a formula or a matrix shows it: `W` with `Q` below, `R` with a prime. */
interface Written {
  readonly element: Element;
  readonly base: string;
  readonly sub: string;
  readonly prime: string;
}

type Names = ReadonlySet<string>;

const LIT = 'data-lit';
const MARKED = '[data-symbol]';

/** Lights the symbol at an element and its like, and no other. */
export function light(target: Element): void {
  // From cell to cell of one matrix nothing changes.
  if (target.closest('figure')?.querySelector(MARKED)?.hasAttribute(LIT)) return;
  const marks = [...document.querySelectorAll(MARKED)].map(readMark);
  const names = new Set(marks.map(({ base, sub, prime }) => nameOf(base, sub, prime)));
  // What has the focus of the keyboard stays lit while the pointer is elsewhere, or the page moves under it.
  const focused = document.querySelector(':focus-visible');
  const pointed = symbolAt(target, names) ?? (focused ? symbolAt(focused, names) : undefined);
  const name = pointed ? resolve(pointed, names) : '';
  document.querySelectorAll(`[${LIT}]`).forEach((element) => element.removeAttribute(LIT));
  if (name === '') return;
  const formulas = [...document.querySelectorAll('.katex-html')].filter(isShown);
  const all = [...marks, ...formulas.flatMap((formula) => symbolsOf(formula, names))];
  const same = all.filter((one) => resolve(one, names) === name);
  const title = same.map(({ element }) => element.getAttribute('title')).find((text) => text);
  for (const { element } of same) {
    element.setAttribute(LIT, '');
    if (title && !element.matches(MARKED)) element.setAttribute('title', title);
  }
}

/** The symbol that an element is a part of, or the one of the matrix that it is in. */
function symbolAt(target: Element, names: Names): Written | undefined {
  const formula = target.closest('.katex-html');
  // In an exponent a symbol is inside of another one: the inner one comes later.
  if (formula) return symbolsOf(formula, names).findLast(({ element }) => element.contains(target));
  const mark = target.closest(MARKED) ?? target.closest('figure')?.querySelector(MARKED);
  return mark ? readMark(mark) : undefined;
}

/** A stepper keeps the formulas of its other steps at hand, hidden. */
function isShown(formula: Element): boolean {
  return !formula.closest('[hidden]');
}

/** The symbols of a formula, each with what is above and below it. An index is none. */
function symbolsOf(formula: Element, names: Names): readonly Written[] {
  const found = [...formula.querySelectorAll('.mord')]
    .filter((element) => !isIndex(element))
    .map(readFormula)
    .filter(({ base }) => names.has(base) || /^(?:\p{L}\^?|\p{Lu}{2})$/u.test(base));
  const all = new Set(found.map(({ element }) => element));
  return found.filter(({ element }) => !isBaseOfOne(element, all));
}

/** Whether it stands below another letter; what stands above one is a symbol like any other. */
function isIndex(element: Element): boolean {
  const scripts = element.closest('.msupsub');
  return (
    scripts?.querySelector(':scope > .vlist-t2 .vlist > :first-child')?.contains(element) ?? false
  );
}

/** KaTeX wraps a letter that has an index or a color: only the outermost wrapper counts. */
function isBaseOfOne(element: Element, all: ReadonlySet<Element>): boolean {
  for (
    let at = element.parentElement;
    at && !at.matches('.msupsub, .katex-html');
    at = at.parentElement
  ) {
    if (all.has(at)) return true;
  }
  return false;
}

/** Reads what KaTeX made of a letter: its rows hold what is below first, then what is above. */
function readFormula(element: Element): Written {
  const scripts = element.querySelector(':scope > .msupsub');
  const base = [...element.childNodes].filter((node) => node !== scripts).map(textOf);
  const rows = [...(scripts?.querySelector('.vlist')?.children ?? [])].map(textOf);
  const sub = scripts?.firstElementChild?.matches('.vlist-t2') ? (rows.shift() ?? '') : '';
  return { element, base: base.join(''), sub, prime: rows.find((row) => /^′+$/.test(row)) ?? '' };
}

function readMark(element: Element): Written {
  const sub = textOf(element.querySelector('sub'));
  const text = textOf(element);
  const [, base = '', prime = ''] =
    /^(.*?)([′']*)$/.exec(text.slice(0, text.length - sub.length)) ?? [];
  return { element, base, sub, prime: prime.replaceAll("'", '′') };
}

function textOf(node: Node | null): string {
  return (node?.textContent ?? '').replaceAll(/[\s\u200b]/g, '');
}

function nameOf(base: string, sub: string, prime: string): string {
  return `${base}${sub === '' ? '' : `_${sub}`}${prime}`;
}

/**
 * What a symbol stands for: the closest name that a matrix of the page has. `W_{Q,h}` is of `W_Q`, `Z_{ts}` of
 * `Z`. Where no matrix has one, a small index of a capital is that of a row or a number in it.
 */
function resolve({ base, sub, prime }: Written, names: Names): string {
  const [full, bare] = [nameOf(base, sub, prime), nameOf(base, '', prime)];
  const head = nameOf(base, sub.split(',')[0] ?? '', prime);
  // The second attention of a layer gives a `Y'` that its matrix calls `Y`, like that of the first.
  const known = [full, head, bare, nameOf(base, sub, '')].find((name) => names.has(name));
  return known ?? (/^\p{Lu}/u.test(base) && /^\p{Ll}/u.test(sub) ? bare : full);
}

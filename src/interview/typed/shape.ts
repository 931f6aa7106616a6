import { attempt, Unreadable, type Read } from './result.ts';

/** A shape as it was read: each size as its factors in a fixed order, `3·K` and `K3` are the same. */
export type Shape = readonly string[];

const FACTOR = /^(?:\d+|[a-z]('|_[a-z\d]+)?)/i;

/**
 * The shape that a reader typed: `[B, H, T, S]`, `(2, 8, 16)`, `B H T S`, `B×H×T`. A size may be a
 * product or a quotient: `3·K`, `3K`, `H*K`, `D/H`.
 */
export function readShape(text: string): Read<Shape> {
  return attempt(() => {
    const inner = tidy(text);
    if (inner === '') throw new Unreadable('empty', '');
    return splitSizes(inner).map(readSize);
  });
}

/** Whether two shapes are the same, upper and lower case apart. */
export function isSameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/^[[(]\s*/, '')
    .replace(/\s*,?\s*[\])]$/, '')
    .replace(/\s*([*·⋅/])\s*/g, '$1');
}

/** At commas; without any, at `×`, or else at spaces. */
function splitSizes(text: string): string[] {
  const at = text.includes(',') ? /\s*,\s*/ : /[×x]/.test(text) ? /\s*[×x]\s*/ : /\s+/;
  return text.split(at);
}

function readSize(text: string): string {
  const [top = '', bottom, ...more] = text.replaceAll('×', '*').split('/');
  if (more.length > 0) throw new Unreadable('shape', text);
  const over = bottom === undefined ? '' : `/${factorsOf(bottom, text)}`;
  return factorsOf(top, text) + over;
}

function factorsOf(product: string, whole: string): string {
  const factors: string[] = [];
  let rest = product.replace(/[*·⋅\s]/g, ' ').trim();
  while (rest !== '') {
    const [factor] = FACTOR.exec(rest) ?? [];
    if (factor === undefined) throw new Unreadable('shape', whole);
    factors.push(factor.toLowerCase());
    rest = rest.slice(factor.length).trimStart();
  }
  if (factors.length === 0) throw new Unreadable('shape', whole);
  return inOrder(factors);
}

/** One number first, unless it is a 1 among letters, then the letters by the alphabet. */
function inOrder(factors: readonly string[]): string {
  const letters = factors.filter((factor) => !/^\d/.test(factor)).toSorted();
  const number = factors.filter((factor) => /^\d/.test(factor)).reduce((a, b) => a * Number(b), 1);
  return (number === 1 && letters.length > 0 ? letters : [String(number), ...letters]).join('·');
}

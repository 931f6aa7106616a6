import type { Sharding } from '../../model/training/count.ts';

/**
 * A number in a line of arithmetic: whole ones in full, others with at least six digits, and very
 * large or small ones as `8.39139e15`, which `readNumber` takes.
 */
export function amount(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size >= 1e15 || size < 1e-4)) {
    return value
      .toExponential(5)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e')
      .replaceAll('-', '−');
  }
  const digits =
    size < 1000 ? { maximumSignificantDigits: 6 } : { maximumFractionDigits: size < 1e6 ? 3 : 0 };
  return value.toLocaleString('en-US', digits).replace('-', '−');
}

/**
 * A line of arithmetic that ends with its value:
 *
 *     worked(6)`${2} × ${3}`   →   2 × 3 = 6
 *
 * With `≈` as soon as a number in it is rounded.
 */
export function worked(
  value: number,
): (texts: TemplateStringsArray, ...numbers: number[]) => string {
  return (texts, ...numbers) => {
    const shown = [...numbers, value];
    const sign = shown.every(isExact) ? '=' : '≈';
    const left = texts.map((text, i) => text + (i < numbers.length ? amount(numbers[i] ?? 0) : ''));
    return `${left.join('')} ${sign} ${amount(value)}`;
  };
}

/** Whether a number as it is written is the number itself, but for the rounding of doubles. */
function isExact(value: number): boolean {
  const written = Number(amount(value).replaceAll(',', '').replaceAll('−', '-'));
  return Math.abs(written - value) <= 1e-12 * Math.abs(value);
}

/** `stateBytes` in one line: 2 bytes of weights, 2 of gradients, 12 of the optimizer, some of them spread. */
export function stateWorking(
  state: number,
  parameters: number,
  sharding: Sharding,
  devices: number,
): string {
  switch (sharding) {
    case 'nothing':
      return worked(state)`16 × ${parameters}`;
    case 'optimizer':
      return worked(state)`${parameters} × (4 + 12 / ${devices})`;
    case 'gradients':
      return worked(state)`${parameters} × (2 + 14 / ${devices})`;
    case 'weights':
      return worked(state)`16 × ${parameters} / ${devices}`;
  }
}

/** A sum in one line: `2 + 3 + 4 = 9`. */
export function workedSum(value: number, terms: readonly number[]): string {
  const texts = ['', ...terms.slice(1).map(() => ' + '), ''];
  return worked(value)(Object.assign(texts, { raw: texts }), ...terms);
}

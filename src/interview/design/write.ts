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

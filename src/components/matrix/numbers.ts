/** Numbers as text. The minus is U+2212, as wide as a plus, so that columns line up. */

/** The shortest decimal that reads back as the same float32: `0.1`, not `0.10000000149011612`. */
export function exact(value: number): string {
  // Six digits find every shorter decimal too, but for subnormal numbers, which have fewer bits.
  const first = Math.abs(value) < 2 ** -126 ? 1 : 6;
  for (let digits = first; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === Math.fround(value)) return String(candidate);
  }
  return String(Number(value.toPrecision(9)));
}

/** For a cell of a heat map: at most four digits. An exact zero is `0`, a small number `0.00`. */
export function short(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 9999.5) return minus(value.toExponential(0));
  return minus(value.toFixed(size >= 99.5 ? 0 : size >= 9.95 ? 1 : 2));
}

/** For a worked calculation and for speech: three decimals, or three digits if it is small. */
export function long(value: number): string {
  // √8 squared is a hair more than 8.
  const whole = Math.round(value);
  if (Math.abs(value - whole) < 1e-12) return minus(String(whole));
  const size = Math.abs(value);
  if (size >= 1e6 || size < 5e-5) return power(value);
  return minus(size < 0.1 ? String(Number(value.toPrecision(3))) : value.toFixed(3));
}

/** For a column of a table: four decimals, so that the points line up. */
export function even(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) < 5e-5 ? power(value) : minus(value.toFixed(4));
}

/** A weight as a percentage: `62 %` is written `62%`. */
export function percent(weight: number): string {
  const hundred = weight * 100;
  return `${hundred > 0 && hundred < 9.95 ? hundred.toFixed(1) : hundred.toFixed(0)}%`;
}

function minus(text: string): string {
  return text.replace('-', '−');
}

/** `1.25e-7` is written `1.25·10⁻⁷`. */
function power(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(2).split('e');
  const raised = exponent.replace(/./g, (sign) => SUPERSCRIPT[sign] ?? '');
  return `${minus(digits)}·10${raised}`;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** `1,050,624`: groups of three after the first. */
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
/** `6`, `0.25`, `.5`, `1e-6` */
const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a reader typed, or nothing if it is not one.
 *
 * Reads `1,050,624`, `1 050 624`, `-0.5`, `−0.5` (a typographic minus), `1e-6` and `1/64`. A lone
 * decimal comma (`0,5`) is not read: in English it could mean a forgotten digit.
 */
export function parseNumber(text: string): number | undefined {
  const parts = text.replaceAll('−', '-').replace(/[\s_]/g, '').split('/').map(parseTerm);
  const [top, bottom] = parts;
  if (top === undefined || parts.length > 2) return undefined;
  if (parts.length === 1) return top;
  return bottom ? top / bottom : undefined;
}

function parseTerm(term: string): number | undefined {
  if (GROUPED.test(term)) return Number(term.replaceAll(',', ''));
  return PLAIN.test(term) ? Number(term) : undefined;
}

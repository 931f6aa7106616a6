/** A number as the course writes it: `1,050,624`, `−0.5`, at most 6 digits after the point. */
export function formatNumber(value: number, digits = 6): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits }).replace('-', '−');
}

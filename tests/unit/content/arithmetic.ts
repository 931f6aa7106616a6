/**
 * Computes one side of a line of arithmetic as the questions write it: `4 × 512 × 512 + 4 × 512`,
 * `4 / √4`, `1 × (−1)`, `1,050,624`.
 *
 * @throws Error if the text is not arithmetic.
 */
export function compute(text: string): number {
  const tokens = text.replaceAll('−', '-').match(/\d[\d,]*(\.\d+)?|[-+×/()√²]|\S/g) ?? [];
  let at = 0;
  const take = (...wanted: string[]) => (wanted.includes(tokens[at] ?? '') ? tokens[at++] : '');

  function sum(): number {
    let value = product();
    for (let sign = take('+', '-'); sign; sign = take('+', '-')) {
      value += sign === '+' ? product() : -product();
    }
    return value;
  }

  function product(): number {
    let value = factor();
    for (let sign = take('×', '/'); sign; sign = take('×', '/')) {
      value = sign === '×' ? value * factor() : value / factor();
    }
    return value;
  }

  function factor(): number {
    if (take('-')) return -factor();
    if (take('√')) return Math.sqrt(factor());
    if (take('(')) {
      const value = sum();
      if (!take(')')) throw new Error(`no closing bracket: ${text}`);
      return value;
    }
    const number = Number((tokens[at++] ?? 'nothing').replaceAll(',', ''));
    if (Number.isNaN(number)) throw new Error(`not arithmetic: ${text}`);
    return take('²') ? number ** 2 : number;
  }

  const value = sum();
  if (at < tokens.length) throw new Error(`not arithmetic: ${text}`);
  return value;
}

const FUNCTIONS: Readonly<Partial<Record<string, (x: number) => number>>> = {
  exp: Math.exp,
  ln: Math.log,
  log10: Math.log10,
  sin: Math.sin,
  cos: Math.cos,
};

/**
 * Computes one side of a line of arithmetic as the questions write it: `4 × 512 × 512 + 4 × 512`,
 * `4 / √4`, `1 × (−1)`, `1,050,624`, `exp(2) / 3`, `10,000^0.5`, `6e9`.
 *
 * @throws Error if the text is not arithmetic.
 */
export function compute(text: string): number {
  const pieces = /\d[\d,]*(\.\d+)?(e[+-]?\d+)?|[a-z]+(10)?|[-+×/()√²^]|\S/g;
  const tokens = text.replaceAll('−', '-').match(pieces) ?? [];
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
    if (take('√')) return Math.sqrt(power());
    return power();
  }

  function power(): number {
    const base = atom();
    if (take('²')) return base ** 2;
    return take('^') ? base ** atom() : base;
  }

  function atom(): number {
    if (take('(')) return closed();
    const token = tokens[at++] ?? 'nothing';
    const named = FUNCTIONS[token];
    if (named && take('(')) return named(closed());
    const number = Number(token.replaceAll(',', ''));
    if (Number.isNaN(number)) throw new Error(`not arithmetic: ${text}`);
    return number;
  }

  function closed(): number {
    const value = sum();
    if (!take(')')) throw new Error(`no closing bracket: ${text}`);
    return value;
  }

  const value = sum();
  if (at < tokens.length) throw new Error(`not arithmetic: ${text}`);
  return value;
}

/**
 * Checks a line of arithmetic and returns its last side. Both sides of `=` agree; that after `≈` is
 * the other one rounded to the digits it shows; `x ≤ n` says that n is x rounded up.
 *
 * @throws Error if the line does not come out.
 */
export function checkLine(line: string): number {
  const [first = '', ...rest] = line.split(/\s*(?=[=≈≤])/);
  if (rest.length === 0) throw new Error(`no equals sign: ${line}`);
  return rest.reduce((left, side) => {
    const right = compute(side.slice(1));
    if (!agrees(left, right, side)) throw new Error(`${left} is not ${right}: ${line}`);
    return right;
  }, compute(first));
}

function agrees(left: number, right: number, side: string): boolean {
  if (side.startsWith('≤')) return right === Math.ceil(left - 1e-9);
  const [, decimals = ''] = /\.(\d+)\s*$/.exec(side) ?? [];
  const rounding = 1e-9 * Math.max(1, Math.abs(right));
  return (
    Math.abs(left - right) <= rounding + (side.startsWith('≈') ? 0.51 * 10 ** -decimals.length : 0)
  );
}

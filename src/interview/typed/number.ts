import { attempt, Unreadable, type Read } from './result.ts';
import { cutTokens, type Token } from './tokens.ts';
import { factorOf } from './units.ts';

/**
 * The number that a reader typed, in any notation that says the same: `2147483648`,
 * `2,147,483,648`, `2 147 483 648`, `2.147e9`, `2**31`, `2^31`, `2 GiB` (where bytes are counted),
 * `2.147 G`, `7B`, `50 %`, `1/64`, `4 × 512² + 4 × 512`, `−0.5`. A lone decimal comma is not read.
 *
 * @param unit what the question counts, if it says so: see {@link factorOf}.
 */
export function readNumber(text: string, unit?: string): Read<number> {
  return attempt(() => {
    const tokens = cutTokens(text);
    if (tokens.length === 0) throw new Unreadable('empty', '');
    const value = readSum(tokens, unit);
    if (!Number.isFinite(value)) throw new Unreadable('not-finite', text);
    return value;
  });
}

/** Sums of products of powers of numbers with units. Takes all of the tokens. */
function readSum(tokens: readonly Token[], unit: string | undefined): number {
  let at = 0;
  const take = (...signs: string[]) => {
    const token = tokens[at];
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return undefined;
    at++;
    return token.text;
  };

  function sum(): number {
    let value = product();
    for (let sign = take('+', '-'); sign; sign = take('+', '-')) {
      value += sign === '+' ? product() : -product();
    }
    return value;
  }

  function product(): number {
    let value = signed();
    for (let sign = take('*', '/'); sign; sign = take('*', '/')) {
      value = sign === '*' ? value * signed() : value / signed();
    }
    return value;
  }

  function signed(): number {
    if (take('-')) return -signed();
    if (take('+')) return signed();
    const base = withUnit(atom());
    return take('^', '**') ? base ** signed() : base;
  }

  function atom(): number {
    const token = tokens[at++];
    if (!token) throw new Unreadable('unfinished', tokens.at(-1)?.text ?? '');
    if (token.kind === 'number') return Number(token.text.replace(/[ ,_']/g, ''));
    if (token.text === '√' || token.text.toLowerCase() === 'sqrt') return Math.sqrt(signed());
    if (token.text !== '(') throw new Unreadable(problemOf(token), token.text);
    const value = sum();
    if (!take(')')) throw new Unreadable('bracket', tokens[at]?.text ?? '');
    return value;
  }

  function withUnit(value: number): number {
    const token = tokens[at];
    if (token?.kind !== 'word') return value;
    const factor = factorOf(token.text, unit);
    if (factor === undefined) throw new Unreadable('unit', token.text);
    at++;
    return withUnit(value * factor);
  }

  const value = sum();
  const left = tokens[at];
  if (left) throw new Unreadable(problemOf(left), left.text);
  return value;
}

function problemOf({ kind, text }: Token): 'unit' | 'bracket' | 'symbol' {
  if (kind === 'word') return 'unit';
  return text === ')' || text === '(' ? 'bracket' : 'symbol';
}

import type { Role } from '../picture/ink.ts';
import { element, escapeXml } from '../picture/svg.ts';
import { widthOf } from '../picture/words.ts';

/**
 * The TeX of the course's formulas in one line, for where no KaTeX is: `\frac{a + b}{c}` is written
 * `(a + b) / c`, and what is raised or lowered says so.
 */

/** A piece of a formula in one height, size and color. */
export interface Run {
  readonly text: string;
  /** How far above the line, in parts of the font size. */
  readonly rise: number;
  /** In parts of the font size. */
  readonly size: number;
  readonly role?: Role | undefined;
}

const SIGNS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  epsilon: 'ε',
  mu: 'μ',
  sigma: 'σ',
  tau: 'τ',
  omega: 'ω',
  odot: ' ⊙ ',
  le: ' ≤ ',
  top: 'T',
  dots: '…',
  sin: 'sin ',
  cos: 'cos ',
  max: 'max',
  qquad: '\u2003\u2003',
};
/** Signs that get a space on either side. */
const RELATIONS: Readonly<Record<string, string>> = { '=': ' = ', '+': ' + ', '<': ' < ' };
const [RAISED, LOWERED, SMALLER] = [0.42, -0.24, 0.7];

type Style = Omit<Run, 'text'>;

/** The runs of a formula. @throws Error for a command that no formula of the course has. */
export function runsOf(tex: string): readonly Run[] {
  return joined(new Reader(tex).all({ rise: 0, size: 1 }));
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tex: string) {
    this.#tokens = tex.match(/\\[a-zA-Z]+|\\.|[^\s]/g) ?? [];
  }

  /** Up to the end of the group, or of the formula. */
  all(style: Style): Run[] {
    const runs: Run[] = [];
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== '}') {
      runs.push(...this.#next(style));
    }
    return runs;
  }

  #next(style: Style): Run[] {
    const token = this.#tokens[this.#at++] ?? '';
    switch (token) {
      case '^':
        return this.#argument(shifted(style, RAISED));
      case '_':
        return this.#argument(shifted(style, LOWERED));
      case '{':
        this.#at--;
        return this.#argument(style);
      case '\\role': {
        const role = textOf(this.#argument(style)) as Role;
        return this.#argument({ ...style, role });
      }
      case '\\operatorname':
      case '\\mathrm':
        return this.#argument(style);
      case '\\frac':
      case '\\tfrac':
        return this.#fraction(style);
      case '\\sum':
        return [run(' ∑', style), ...this.#index(style), run(' ', style)];
      case '\\sqrt':
        return [run('√', style), ...bracketed(this.#argument(style), style)];
      default:
        return [run(signOf(token, style), style)];
    }
  }

  /** A group in braces, or the one sign that stands for it. */
  #argument(style: Style): Run[] {
    if (this.#tokens[this.#at] !== '{') return this.#next(style);
    this.#at++;
    const runs = this.all(style);
    this.#at++;
    return runs;
  }

  /** What stands below a sign, if anything does. */
  #index(style: Style): Run[] {
    return this.#tokens[this.#at] === '_' ? this.#next(style) : [];
  }

  #fraction(style: Style): Run[] {
    const follows = this.#tokens[this.#at - 2];
    const above = this.#argument(style);
    const below = this.#argument(style);
    const whole = [...bracketed(above, style), run(' / ', style), ...bracketed(below, style)];
    // `sin a / b` would be read as `(sin a) / b`.
    const inside = follows === '\\sin' || follows === '\\cos';
    return inside ? [run('(', style), ...whole, run(')', style)] : whole;
  }
}

function run(text: string, style: Style): Run {
  return { text, ...style };
}

function shifted({ rise, size, role }: Style, part: number): Style {
  return { rise: rise + part * size, size: size * SMALLER, role };
}

/** In brackets, if it is a sum that has none. */
function bracketed(runs: Run[], style: Style): Run[] {
  let depth = 0;
  const sum = runs.some(({ text }) => {
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    return depth === 0 && / [+−] /.test(text);
  });
  return sum ? [run('(', style), ...runs, run(')', style)] : runs;
}

function signOf(token: string, style: Style): string {
  if (token === '\\,' || token === '\\;') return ' ';
  if (token.startsWith('\\')) {
    const sign = SIGNS[token.slice(1)];
    if (sign === undefined) throw new Error(`formula: no sign for ${token}`);
    return sign;
  }
  if (token === ',') return style.size < 1 ? ',' : ', ';
  if (token === '-') return style.size < 1 ? '−' : ' − ';
  if (token === "'") return '′';
  return (style.size < 1 ? undefined : RELATIONS[token]) ?? token;
}

function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

/** Neighbors in one style as one run, without doubled spaces. */
function joined(runs: readonly Run[]): readonly Run[] {
  return runs.reduce<Run[]>((found, next) => {
    const last = found.at(-1);
    const text = last?.text.endsWith(' ') ? next.text.replace(/^ (?! )/, '') : next.text;
    const same = last && last.rise === next.rise && last.role === next.role;
    if (!same) return [...found, { ...next, text }];
    return [...found.slice(0, -1), { ...last, text: last.text + text }];
  }, []);
}

/** The formula as the inside of an SVG text. */
export function formulaMarkup(
  tex: string,
  size: number,
  colors: Readonly<Record<Role, string>>,
): string {
  let height = 0;
  return runsOf(tex)
    .flatMap(({ text, ...style }) => piecesOf(text).map((piece) => ({ text: piece, ...style })))
    .map(({ text, rise, size: part, role }) => {
      const dy = size * (height - rise);
      height = rise;
      return element(
        'tspan',
        {
          'font-size': part === 1 ? undefined : size * part,
          'font-style': isVariable(text, part) ? 'italic' : undefined,
          fill: role && colors[role],
          dy: dy === 0 ? undefined : dy,
        },
        escapeXml(text),
      );
    })
    .join('');
}

/** About how wide a formula is. */
export function formulaWidth(tex: string, size: number): number {
  return runsOf(tex).reduce((sum, { text, size: part }) => sum + widthOf(text, size * part), 0);
}

/** Letters, and what stands between them. */
function piecesOf(text: string): readonly string[] {
  return text.match(/\p{L}+|[^\p{L}]+/gu) ?? [];
}

/** Variables are italic; `sin`, `table` and signs are not. */
function isVariable(text: string, size: number): boolean {
  return /^\p{L}+$/u.test(text) && (size < 1 || text.length === 1);
}

import type { Cell, Read } from './step.ts';

/** Arithmetic on cells and given numbers, as a tree: what no other explanation says. */
export type Expression =
  | { readonly op: 'cell'; readonly cell: Cell }
  /** A number that stands in no tensor: a size, a setting, a timestep. */
  | { readonly op: 'given'; readonly value: number }
  | { readonly op: 'sum' | 'product'; readonly of: readonly Expression[] }
  | { readonly op: 'minus' | 'quotient'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'call'; readonly name: FunctionName; readonly of: Expression };

/** The functions of one number that an expression may call. */
export type FunctionName = keyof typeof FUNCTIONS;

const FUNCTIONS = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  relu: (x: number) => Math.max(0, x),
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  silu: (x: number) => x / (1 + Math.exp(-x)),
  erf,
  gelu: (x: number) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  geluTanh: (x: number) =>
    (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
} as const;

export function ofCell(name: string, ...index: readonly number[]): Expression {
  return { op: 'cell', cell: { name, index } };
}

export function given(value: number): Expression {
  return { op: 'given', value };
}

export function sum(...of: readonly Expression[]): Expression {
  return { op: 'sum', of };
}

export function product(...of: readonly Expression[]): Expression {
  return { op: 'product', of };
}

export function minus(left: Expression, right: Expression): Expression {
  return { op: 'minus', left, right };
}

export function quotient(left: Expression, right: Expression): Expression {
  return { op: 'quotient', left, right };
}

export function call(name: FunctionName, of: Expression): Expression {
  return { op: 'call', name, of };
}

/** The value of an expression, in double precision. */
export function evaluateExpression(expression: Expression, read: Read): number {
  const value = (part: Expression) => evaluateExpression(part, read);
  switch (expression.op) {
    case 'cell':
      return read(expression.cell);
    case 'given':
      return expression.value;
    case 'sum':
      return expression.of.reduce((total, part) => total + value(part), 0);
    case 'product':
      return expression.of.reduce((total, part) => total * value(part), 1);
    case 'minus':
      return value(expression.left) - value(expression.right);
    case 'quotient':
      return value(expression.left) / value(expression.right);
    case 'call':
      return FUNCTIONS[expression.name](value(expression.of));
  }
}

/** Every cell of an expression, in the order of reading. */
export function cellsOfExpression(expression: Expression): Cell[] {
  switch (expression.op) {
    case 'cell':
      return [expression.cell];
    case 'given':
      return [];
    case 'sum':
    case 'product':
      return expression.of.flatMap(cellsOfExpression);
    case 'minus':
    case 'quotient':
      return [expression.left, expression.right].flatMap(cellsOfExpression);
    case 'call':
      return cellsOfExpression(expression.of);
  }
}

/**
 * The error function, to 1e-13: its Taylor series near 0, its continued fraction far out
 * (Abramowitz and Stegun 1964, 7.1.6 and 7.1.14).
 */
export function erf(x: number): number {
  const z = Math.abs(x);
  const value = z < 2.5 ? erfSeries(z) : 1 - erfcFraction(z);
  return x < 0 ? -value : value;
}

function erfSeries(z: number): number {
  let [term, total] = [z, z];
  for (let n = 1; Math.abs(term) > 1e-17 * total; n++) {
    term *= (2 * z * z) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * total;
}

function erfcFraction(z: number): number {
  let fraction = z;
  for (let n = 60; n > 0; n--) fraction = z + n / 2 / fraction;
  return Math.exp(-z * z) / (Math.sqrt(Math.PI) * fraction);
}

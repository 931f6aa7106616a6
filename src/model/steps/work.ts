import { allowedCells, evaluate, isBlocked, moments, rankOf } from './evaluate.ts';
import type { Expression } from './expression.ts';
import type { Cell, Explanation, Read } from './step.ts';

/** One piece of a worked calculation. There are no words in it, so it needs no translation. */
export type Part =
  /** An operator, a bracket, a function's name. */
  | { readonly kind: 'sign'; readonly text: string }
  /** A number that stands in a cell. */
  | { readonly kind: 'cell'; readonly cell: Cell; readonly value: number }
  /** An intermediate result, to be rounded like a cell. */
  | { readonly kind: 'number'; readonly value: number }
  /** A given number, to be written as it is: a size, a temperature, a position. */
  | { readonly kind: 'given'; readonly value: number };

/** One line of a worked calculation: `symbol = parts = result`. */
export interface Line {
  /** The name of an intermediate result (`μ`, `σ²`); none for the cell itself. */
  readonly symbol?: string;
  readonly parts: readonly Part[];
  readonly result: number;
}

type Kind<K extends Explanation['kind']> = Extract<Explanation, { readonly kind: K }>;

/**
 * The arithmetic of one cell with its numbers in place, every multiply shown. Intermediate results
 * come first, the cell itself last.
 */
export function workOut(explanation: Explanation, read: Read): Line[] {
  const result = evaluate(explanation, read);
  switch (explanation.kind) {
    case 'dot':
      return [{ parts: dotParts(explanation, read), result }];
    case 'softmax':
      return [{ parts: softmaxParts(explanation, read), result }];
    case 'sum':
      return [{ parts: join(explanation.terms.map(show(read)), ' + '), result }];
    case 'copy':
      return [{ parts: show(read)(explanation.of), result }];
    case 'top':
      return [{ parts: topParts(explanation, read), result }];
    case 'expression':
      return [{ parts: expressionParts(explanation.value, read), result }];
    case 'norm':
      return normLines(explanation, read, result);
    case 'sinusoid':
      return [{ parts: sinusoidParts(explanation), result }];
    case 'mask':
      return [{ parts: [given(result)], result }];
  }
}

/** Lines as plain text: `(1.20 × 0.31 + 0.40 × 0.10) / √4 = 0.21`. */
export function toText(lines: readonly Line[], format: (value: number) => string): string {
  const write = (part: Part) => {
    if (part.kind === 'sign') return part.text;
    return part.kind === 'given' ? String(part.value) : format(part.value);
  };
  return lines
    .map(({ symbol, parts, result }) => {
      const left = symbol === undefined ? '' : `${symbol} = `;
      return `${left}${parts.map(write).join('')} = ${format(result)}`;
    })
    .join('\n');
}

function dotParts({ pairs, plus, divideBy, relu }: Kind<'dot'>, read: Read): Part[] {
  const products = pairs.map(([a, b]) => [...show(read)(a), sign(' × '), ...show(read)(b)]);
  const terms = join([...products, ...(plus ? [show(read)(plus)] : [])], ' + ');
  const clipped = relu ? [sign('max(0, '), ...terms, sign(')')] : terms;
  return divideBy === undefined
    ? clipped
    : [sign('('), ...clipped, sign(') / '), ...divisor(divideBy)];
}

/** √n where the divisor is the root of a whole number, as in attention; else the number itself. */
function divisor(divideBy: number): Part[] {
  const square = Math.round(divideBy ** 2);
  return Math.sqrt(square) === divideBy ? [sign('√'), given(square)] : [given(divideBy)];
}

function softmaxParts(explanation: Kind<'softmax'>, read: Read): Part[] {
  if (isBlocked(explanation, read)) return [given(0)];
  const { of, temperature } = explanation;
  const divided = temperature === 1 ? [] : [sign(' / '), given(temperature)];
  const exp = (cell: Cell) => [sign('exp('), ...show(read)(cell), ...divided, sign(')')];
  const total = join(allowedCells(explanation, read).map(exp), ' + ');
  return [...exp(of), sign(' / ('), ...total, sign(')')];
}

function normLines(explanation: Kind<'norm'>, read: Read, result: number): Line[] {
  const { of, row, gain, bias, epsilon } = explanation;
  const { mean, variance } = moments(row.map(read));
  const size = [sign(') / '), given(row.length)];
  const squares = row.map((cell) => [sign('('), ...minus(show(read)(cell), mean), sign(')²')]);
  const scaled = [...show(read)(gain), sign(' × ('), ...minus(show(read)(of), mean), sign(')')];
  const root = [sign(' / √('), number(variance), sign(' + '), given(epsilon), sign(') + ')];
  return [
    { symbol: 'μ', parts: [sign('('), ...join(row.map(show(read)), ' + '), ...size], result: mean },
    { symbol: 'σ²', parts: [sign('('), ...join(squares, ' + '), ...size], result: variance },
    { parts: [...scaled, ...root, ...show(read)(bias)], result },
  ];
}

/** `#2 ≤ 2`: the second largest is among the top two. */
function topParts(explanation: Kind<'top'>, read: Read): Part[] {
  const rank = rankOf(explanation, read);
  const relation = rank <= explanation.top ? ' ≤ ' : ' > ';
  return [sign('#'), given(rank), sign(relation), given(explanation.top)];
}

const SIGNS = { sum: ' + ', product: ' × ', minus: ' − ', quotient: ' / ' } as const;

function expressionParts(expression: Expression, read: Read): Part[] {
  switch (expression.op) {
    case 'cell':
      return show(read)(expression.cell);
    case 'given':
      return [given(expression.value)];
    case 'call':
      return [sign(`${expression.name}(`), ...expressionParts(expression.of, read), sign(')')];
    case 'sum':
    case 'product':
      return operation(expression.op, expression.of, read);
    case 'minus':
    case 'quotient':
      return operation(expression.op, [expression.left, expression.right], read);
  }
}

/** Operands with their sign between them, in brackets where they are operations themselves. */
function operation(op: keyof typeof SIGNS, of: readonly Expression[], read: Read): Part[] {
  const operands = of.map((part) => {
    const parts = expressionParts(part, read);
    const looser = part.op in SIGNS && !(op === 'sum' && part.op === 'product');
    return looser ? [sign('('), ...parts, sign(')')] : parts;
  });
  return join(operands, SIGNS[op]);
}

function sinusoidParts({ position, dimension, width }: Kind<'sinusoid'>): Part[] {
  const name = dimension % 2 === 0 ? 'sin(' : 'cos(';
  const exponent = [given(2 * Math.floor(dimension / 2)), sign('/'), given(width)];
  return [sign(name), given(position), sign(' / 10000^('), ...exponent, sign('))')];
}

function minus(left: readonly Part[], right: number): Part[] {
  return [...left, sign(' − '), number(right)];
}

function show(read: Read): (cell: Cell) => Part[] {
  return (cell) => [{ kind: 'cell', cell, value: read(cell) }];
}

function sign(text: string): Part {
  return { kind: 'sign', text };
}

function number(value: number): Part {
  return { kind: 'number', value };
}

function given(value: number): Part {
  return { kind: 'given', value };
}

function join(groups: readonly (readonly Part[])[], separator: string): Part[] {
  return groups.flatMap((group, i) => (i === 0 ? group : [sign(separator), ...group]));
}

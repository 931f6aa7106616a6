import type { Letter } from '../letters.ts';
import { cell } from './build.ts';
import type { Expression } from './expression.ts';
import type { Cell, Explanation, Step } from './step.ts';

/** How steps of one sequence become those of many: one more dimension. */
export interface GroupSpec {
  /** The letter of the new dimension. */
  readonly group: Letter;
  /** The letter of the tokens of a group, in the place of T and S. */
  readonly token: Letter;
  /** The tensors that the steps read and that have the new dimension too. */
  readonly inputs: readonly string[];
  /** Whether the new dimension comes after that of the heads. First, unless told otherwise. */
  readonly afterHeads?: boolean | undefined;
  /** Whether S keeps its name: the keys are not the tokens of the group. */
  readonly keepKeys?: boolean | undefined;
}

/**
 * Steps done in every group alike: each of their tensors has one more dimension. Weights, and
 * tensors that are not named among the inputs, are shared by all groups.
 */
export function inGroups<Kind extends string>(
  steps: readonly Step<Kind>[],
  { group, token, inputs, afterHeads = false, keepKeys = false }: GroupSpec,
): Step<Kind>[] {
  const grouped = new Set([...steps.map(({ name }) => name), ...inputs]);
  const place = (rank: number) => (afterHeads && rank === 3 ? 1 : 0);
  const letter = (each: Letter) => (each === 'T' || (each === 'S' && !keepKeys) ? token : each);
  return steps.map((step) => ({
    ...step,
    shape: step.shape.map(letter).toSpliced(place(step.shape.length), 0, group),
    explain: (index, shapes) => {
      const at = place(index.length - 1);
      const own = index[at] ?? 0;
      const inside = (name: string) => {
        const shape = shapes(name);
        return grouped.has(name) ? shape.toSpliced(place(shape.length - 1), 1) : shape;
      };
      const outside = ({ name, index }: Cell) =>
        grouped.has(name)
          ? cell(name, ...index.toSpliced(place(index.length), 0, own))
          : cell(name, ...index);
      return mapCells(step.explain(index.toSpliced(at, 1), inside), outside);
    },
  }));
}

/** Steps with other letters for the same dimensions. */
export function relabel<Kind extends string>(
  steps: readonly Step<Kind>[],
  letters: Partial<Record<Letter, Letter>>,
): Step<Kind>[] {
  return steps.map((step) => ({ ...step, shape: step.shape.map((each) => letters[each] ?? each) }));
}

/** A step that reads other tensors than those that it names: `names` says which. */
export function readingFrom<Kind extends string>(
  step: Step<Kind>,
  names: Readonly<Record<string, string>>,
): Step<Kind> {
  const actual = (name: string) => names[name] ?? name;
  return {
    ...step,
    inputs: step.inputs.map(actual),
    explain: (index, shapes) =>
      mapCells(
        step.explain(index, (name) => shapes(actual(name))),
        ({ name, index }) => cell(actual(name), ...index),
      ),
  };
}

/** The explanation with every cell replaced. */
export function mapCells(explanation: Explanation, change: (cell: Cell) => Cell): Explanation {
  switch (explanation.kind) {
    case 'dot': {
      const { pairs, plus } = explanation;
      const changed = pairs.map(([a, b]) => [change(a), change(b)] as const);
      return { ...explanation, pairs: changed, ...(plus ? { plus: change(plus) } : {}) };
    }
    case 'softmax': {
      const { of, over, mask } = explanation;
      const allowed = mask ? { mask: mask.map(change) } : {};
      return { ...explanation, of: change(of), over: over.map(change), ...allowed };
    }
    case 'top': {
      const { of, over } = explanation;
      return { ...explanation, of: change(of), over: over.map(change) };
    }
    case 'sum':
      return { ...explanation, terms: explanation.terms.map(change) };
    case 'copy':
      return { ...explanation, of: change(explanation.of) };
    case 'expression':
      return { ...explanation, value: mapExpression(explanation.value, change) };
    case 'norm': {
      const { of, row, gain, bias } = explanation;
      const scaled = { gain: change(gain), bias: change(bias) };
      return { ...explanation, of: change(of), row: row.map(change), ...scaled };
    }
    case 'sinusoid':
    case 'mask':
      return explanation;
  }
}

function mapExpression(expression: Expression, change: (cell: Cell) => Cell): Expression {
  const inner = (part: Expression) => mapExpression(part, change);
  switch (expression.op) {
    case 'cell':
      return { ...expression, cell: change(expression.cell) };
    case 'given':
      return expression;
    case 'sum':
    case 'product':
      return { ...expression, of: expression.of.map(inner) };
    case 'minus':
    case 'quotient':
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case 'call':
      return { ...expression, of: inner(expression.of) };
  }
}

import { cell, linearDot, range } from './build.ts';
import { call, given, ofCell, product, sum } from './expression.ts';
import type { Expression, FunctionName } from './expression.ts';
import type { Explanation, Shapes, Step } from './step.ts';
import type { VariantStepKind } from './variants.ts';

/** A linear layer as its steps need it. */
export interface LinearSpec {
  /** The path of its weights, and the scope of its adapter's tap. */
  readonly path: string;
  /** The tensor that it reads, by name. */
  readonly input: string;
  /** α / R, if it has a low-rank adapter. */
  readonly scale?: number | undefined;
}

/** The step of the adapter, if there is one: `path.low`. `rows` are those of what it reads. */
export function lowSteps(
  { path, input, scale }: LinearSpec,
  rows: 'T' | 'S' = 'T',
): Step<VariantStepKind>[] {
  if (scale === undefined) return [];
  const down = `${path}.lora.down`;
  const low: Step<VariantStepKind> = {
    name: `${path}.low`,
    kind: 'low',
    formula: 'L = X\\,A',
    shape: [rows, 'R'],
    inputs: [input, down],
    explain: ([t = 0, r = 0], shapes) => {
      const [D = 0] = shapes(down);
      return { kind: 'dot', pairs: range(D).map((d) => [cell(input, t, d), cell(down, d, r)]) };
    },
  };
  return [low];
}

/** What a step that ends in the linear layer reads. */
export function linearInputs({ path, input, scale }: LinearSpec): string[] {
  const adapter = scale === undefined ? [] : [`${path}.low`, `${path}.lora.up`];
  return [input, `${path}.weight`, `${path}.bias`, ...adapter];
}

/** What the formula of a linear layer adds for its adapter: `+ \frac{\alpha}{R} L B`. */
export function loraTerm({ scale }: Pick<LinearSpec, 'scale'>): string {
  return scale === undefined ? '' : ' + \\tfrac{\\alpha}{R} L\\,B';
}

/** Cell [row, column] of the linear layer. */
export function explainLinear(
  spec: LinearSpec,
  row: number,
  column: number,
  shapes: Shapes,
): Explanation {
  if (spec.scale === undefined) return linearDot(spec.path, spec.input, row, column, shapes);
  return { kind: 'expression', value: linearExpression(spec, row, column, shapes) };
}

/** Cell [row, column] of a function of the linear layer: an activation. */
export function explainActivated(
  spec: LinearSpec,
  name: FunctionName,
  row: number,
  column: number,
  shapes: Shapes,
): Explanation {
  if (name === 'relu' && spec.scale === undefined) {
    return { ...linearDot(spec.path, spec.input, row, column, shapes), relu: true };
  }
  const value = call(name, linearExpression(spec, row, column, shapes));
  return { kind: 'expression', value };
}

/** Cell [row, column] as an expression: Σ x·W + b, and (α / R)·Σ low·B. */
export function linearExpression(
  { path, input, scale }: LinearSpec,
  row: number,
  column: number,
  shapes: Shapes,
): Expression {
  const times = (left: string, right: string) =>
    range(shapes(right)[0] ?? 0).map((i) =>
      product(ofCell(left, row, i), ofCell(right, i, column)),
    );
  const straight = [...times(input, `${path}.weight`), ofCell(`${path}.bias`, column)];
  if (scale === undefined) return sum(...straight);
  return sum(...straight, product(given(scale), sum(...times(`${path}.low`, `${path}.lora.up`))));
}

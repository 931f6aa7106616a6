import { cellsOfExpression } from './expression.ts';
import type { Cell, Explanation } from './step.ts';

/** Every cell that an explanation reads, for highlighting. A cell that is read twice comes once. */
export function cellsOf(explanation: Explanation): Cell[] {
  const seen = new Map(inputs(explanation).map((cell) => [cellKey(cell), cell]));
  return [...seen.values()];
}

/** One text per cell, to compare cells by value: `encoder.0.self.scores[1,2]`. */
export function cellKey({ name, index }: Cell): string {
  return `${name}[${index.join()}]`;
}

function inputs(explanation: Explanation): readonly Cell[] {
  switch (explanation.kind) {
    case 'dot':
      return [...explanation.pairs.flat(), ...(explanation.plus ? [explanation.plus] : [])];
    case 'softmax':
      return [explanation.of, ...explanation.over, ...(explanation.mask ?? [])];
    case 'sum':
      return explanation.terms;
    case 'copy':
      return [explanation.of];
    case 'top':
      return [explanation.of, ...explanation.over];
    case 'expression':
      return cellsOfExpression(explanation.value);
    case 'norm':
      return [explanation.of, ...explanation.row, explanation.gain, explanation.bias];
    case 'sinusoid':
    case 'mask':
      return [];
  }
}

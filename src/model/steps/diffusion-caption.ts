import { cell, range } from './build.ts';
import type { DiffusionStepKind } from './diffusion-kinds.ts';
import { given, ofCell, quotient, sum } from './expression.ts';
import type { Step } from './step.ts';

/** What the steps of `captionCondition` need to know. */
export interface CaptionSpec {
  /** The path of the table. */
  readonly table: string;
  /** The time's vector, by name. */
  readonly time: string;
}

/** The steps of `captionCondition`, in the order of its taps. Row s of the table is the word s. */
export function captionSteps({ table, time }: CaptionSpec): Step<DiffusionStepKind>[] {
  return [
    {
      name: 'words',
      kind: 'captionWords',
      formula: String.raw`E_s = \operatorname{table}[\operatorname{word}_s]`,
      shape: ['S', 'D'],
      inputs: [table],
      explain: (index) => ({ kind: 'copy', of: cell(table, ...index) }),
    },
    {
      name: 'caption',
      kind: 'captionVector',
      formula: String.raw`e_y = \tfrac{1}{S} \sum_s E_s`,
      shape: ['D'],
      inputs: ['words'],
      explain: ([d = 0], shapes) => {
        const [S = 0] = shapes('words');
        const column = range(S).map((s) => ofCell('words', s, d));
        return { kind: 'expression', value: quotient(sum(...column), given(S)) };
      },
    },
    {
      name: 'condition',
      kind: 'conditionVector',
      formula: 'c = e_t + e_y',
      shape: ['D'],
      inputs: [time, 'caption'],
      explain: ([d = 0]) => ({ kind: 'sum', terms: [cell(time, d), cell('caption', d)] }),
    },
  ];
}

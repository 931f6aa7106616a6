import type { CostPartName, CostResult } from '../../../../engine/labs/cost.ts';

/** One line of arithmetic, with what it is the count of, and the formula that it puts numbers into. */
export interface Line {
  readonly part: CostPartName;
  readonly formula: string;
  /** Ends with the value: `4 × 512² = 1,048,576`. */
  readonly text: string;
}

/** The counts of a part; none where the model has no such part. */
export function partOf({ parts }: CostResult, name: CostPartName) {
  return parts.find((part) => part.name === name) ?? { parameters: 0, macs: 0 };
}

/** The lines of the parts that there are. */
export function present(result: CostResult, lines: readonly Line[]): Line[] {
  const names = result.parts.map(({ name }) => name);
  return lines.filter(({ part }) => names.includes(part));
}

import recorded from '../../../engine/labs/empty-row.json';
import type { EmptyRow } from '../../../engine/labs/masks.ts';
import { masksStrings as strings } from '../../../strings/en/labs/masks.ts';
import { short } from '../../matrix/numbers.ts';

/** The query that may look at nothing. */
const EMPTY = recorded.keep.findIndex((row) => row.every((may) => may === 0));

/** What each library made of a query that may look at nothing: ours now, the others as recorded. */
export function emptyRows(computed: EmptyRow): string[][] {
  const width = computed.ours.length / recorded.keep.length;
  const ours = (['infinite', 'large', 'ours'] as const).map((name) => {
    const row = computed[name].subarray(EMPTY * width, (EMPTY + 1) * width);
    return rowOf(name, Array.from(row));
  });
  const theirs = recorded.libraries.map(({ name, output }) =>
    rowOf(
      name,
      (output[EMPTY] ?? []).map((value) => value ?? NaN),
    ),
  );
  return [...ours, ...theirs];
}

/** With which versions the others were recorded. */
export const versions = Object.entries(recorded.versions)
  .map(([name, version]) => `${name} ${version}`)
  .join(', ');

function rowOf(name: string, output: readonly number[]): string[] {
  const { title, means } = strings.libraries[name] ?? { title: name, means: '' };
  const numbers = output.map((value) => (Number.isNaN(value) ? 'NaN' : short(value)));
  return [title, means, numbers.join(' '), strings.outcomes[outcomeOf(output)]];
}

type Outcome = keyof typeof strings.outcomes;

/** What a row is: compared with the mean of all values, the blocked ones too. */
function outcomeOf(output: readonly number[]): Outcome {
  if (output.some(Number.isNaN)) return 'nan';
  if (output.every((value) => value === 0)) return 'zeros';
  const { value } = recorded.inputs;
  const means = output.map(
    (_, k) => value.reduce((sum, row) => sum + (row[k] ?? NaN), 0) / value.length,
  );
  const isMean = output.every((one, k) => Math.abs(one - (means[k] ?? NaN)) < 1e-5);
  return isMean ? 'mean' : 'other';
}

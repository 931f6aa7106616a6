import type { DiffusionStepKind } from '../../model/steps/diffusion-kinds.ts';
import type { Step } from '../../model/steps/step.ts';
import { blockStrings } from '../../strings/en/block-stepper.ts';
import { long } from '../matrix/numbers.ts';
import { sliceOf } from '../matrix/slice.ts';
import type { Place, Slice } from '../matrix/slice.ts';
import { strongest } from './focus.ts';
import { labelsOf } from './naming.ts';
import { recordOf } from './shown.ts';
import type { Shown } from './shown.ts';

const { sentences } = blockStrings;

type BlockStep = Step<DiffusionStepKind>;

/** One plain sentence about a step of a DiT block, every number of it from the trace. */
export function blockSentence(step: BlockStep, shown: Shown): string {
  const slice = sliceOfName(shown, step.name);
  const { columns: D } = slice;
  const { row, column } = blockFocus(step, shown, slice);
  const value = at(slice, row, column);
  switch (step.kind) {
    case 'timeSinusoids':
      return sentences.sinusoids(
        shown.job.time ?? 0,
        D,
        long(at(slice, 0, 0)),
        long(at(slice, 0, D / 2)),
      );
    case 'captionWords':
      return sentences.words(slice.rows, D);
    case 'plainNorm':
      return normSentence(step, shown, row);
    case 'modulated':
      return modulatedSentence(step, shown, { row, column });
    case 'gatedResidual':
      return gatedSentence(step, shown, { row, column });
    case 'modulationGate':
      return value === 0 ? sentences.shut(D) : sentences.gate(column, long(value));
    default:
      return value === 0 ? sentences.zeros(D) : sentences.vector(D, column, long(value));
  }
}

/** The cell that its sentence speaks of. */
export function blockFocus(step: BlockStep, shown: Shown, slice: Slice): Place {
  if (step.kind !== 'gatedResidual') return strongest(slice, Math.abs);
  const before = sliceOfName(shown, step.inputs[0]);
  return strongest(slice, (value, { row, column }) => Math.abs(value - at(before, row, column)));
}

function normSentence(step: BlockStep, shown: Shown, row: number): string {
  const source = sliceOfName(shown, step.inputs[0]);
  const D = source.columns;
  const values = Array.from(source.data.subarray(row * D, (row + 1) * D));
  const mean = values.reduce((sum, value) => sum + value, 0) / D;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / D;
  return sentences.norm(tokenOf(step, shown, row), long(mean), long(Math.sqrt(variance)));
}

/** x, scale and shift make the result, in the order of the step's inputs. */
function modulatedSentence(step: BlockStep, shown: Shown, { row, column }: Place): string {
  const [norm = '', scale = '', shift = ''] = [...step.inputs, step.name].map((name, i) =>
    long(at(sliceOfName(shown, name), i === 0 ? row : 0, column)),
  );
  const result = long(at(sliceOfName(shown, step.name), row, column));
  const token = tokenOf(step, shown, row);
  return sentences.modulated(token, String(column), norm, scale, shift, result);
}

function gatedSentence(step: BlockStep, shown: Shown, { row, column }: Place): string {
  const [x, gate, y] = step.inputs.map((name) => sliceOfName(shown, name)) as [Slice, Slice, Slice];
  const result = sliceOfName(shown, step.name);
  if (isSame(result, sliceOfName(shown, 'x'))) {
    return step.name.endsWith('2') ? sentences.identity : sentences.same;
  }
  if (isSame(result, x)) return sentences.same;
  const numbers = [at(x, row, column), at(gate, 0, column), at(y, row, column)];
  return sentences.gated(
    ...[tokenOf(step, shown, row), String(column)],
    ...[...numbers, at(result, row, column)].map(long),
  );
}

function isSame(a: Slice, b: Slice): boolean {
  return a.data.every((value, i) => value === b.data[i]);
}

function tokenOf(step: BlockStep, shown: Shown, row: number): string {
  const slice = sliceOfName(shown, step.name);
  return labelsOf(step.name, step, shown.job, slice).rows[row] ?? '';
}

function sliceOfName(shown: Shown, name = ''): Slice {
  return sliceOf(recordOf(shown, name));
}

function at({ data, columns }: Slice, row: number, column: number): number {
  return data[row * columns + column] ?? NaN;
}

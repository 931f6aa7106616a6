import { sequenceOf } from '../../engine/sequences.ts';
import type { Step } from '../../model/steps/index.ts';
import { sliceOf } from '../matrix/slice.ts';
import type { Place, Slice } from '../matrix/slice.ts';
import { recordOf } from './shown.ts';
import type { Shown } from './shown.ts';

/**
 * The cell of a step's result that says most about it. The computed sentence speaks of it, and its
 * calculation is shown until the reader points at another one.
 */
export function focusOf(step: Step, shown: Shown, slice: Slice): Place {
  const [rows, keys] = (['T', 'S'] as const).map(
    (letter) => sequenceOf(shown.job, step.name, letter).tokens.length,
  ) as [number, number];
  const last = rows - 1;
  switch (step.kind) {
    case 'embedding':
    case 'positions':
    case 'x':
      return { row: Math.min(1, slice.rows - 1), column: 0 };
    case 'scores':
      return strongest(slice, (value, place) =>
        place.row < rows && place.column < keys ? value : -Infinity,
      );
    case 'mask':
      return strongest(slice, (value) => 1 - value);
    case 'pattern':
      return strongest(slice, (value, place) => (hasChoice(slice, place.row, last) ? value : 0));
    case 'mix':
    case 'joined':
    case 'norm':
      return strongest(slice, (value, { row }) => (row === last ? Math.abs(value) : -1));
    case 'residual': {
      const change = sliceOf(recordOf(shown, step.inputs[1] ?? ''));
      return strongest(change, Math.abs);
    }
    default:
      return strongest(slice, Math.abs);
  }
}

/** Where the weight of a cell is largest; the first of equals. */
export function strongest(
  { data, columns }: Slice,
  weigh: (value: number, place: Place) => number,
): Place {
  const placeAt = (i: number): Place => ({ row: Math.floor(i / columns), column: i % columns });
  const best = data.reduce(
    ({ top, weight }, value, i) => {
      const own = weigh(value, placeAt(i));
      return own > weight ? { top: i, weight: own } : { top, weight };
    },
    { top: 0, weight: -Infinity },
  );
  return placeAt(best.top);
}

/** A row of a real token that has more than one key to choose from: the others say nothing. */
function hasChoice({ data, columns }: Slice, row: number, last: number): boolean {
  const weights = data.subarray(row * columns, (row + 1) * columns);
  return row <= last && weights.filter((weight) => weight > 0).length > 1;
}

import type { Cell, Explanation, Step } from '../../model/steps/index.ts';
import { cellsOf } from '../../model/steps/index.ts';
import { placeKey } from '../matrix/grid.ts';
import { placeOf, sliceOf } from '../matrix/slice.ts';
import type { Place, Slice } from '../matrix/slice.ts';
import type { ToldStep } from './instrument.ts';
import { recordOf, shapesOf } from './shown.ts';
import type { Shown } from './shown.ts';

/** How the cell at `place` of a step's result was computed. */
export function explainPlace(
  step: Step<string>,
  shown: Shown,
  slice: Slice,
  place: Place,
): Explanation {
  return step.explain(slice.index(place.row, place.column), shapesOf(shown));
}

/** A cell of a step's result that the reader points at. */
export interface Pointed {
  readonly step: string;
  readonly place: Place;
}

/** The cell that is looked at: the one pointed at, if there still is one, or the one that says most. */
export function probedOf(
  step: ToldStep,
  shown: Shown,
  slice: Slice,
  pointed: Pointed | undefined,
): Place {
  const inside =
    pointed?.step === step.name &&
    pointed.place.row < slice.rows &&
    pointed.place.column < slice.columns;
  return inside ? pointed.place : step.focus(shown, slice);
}

/** The places of one drawn matrix that an explanation reads. */
export function litPlaces(explanation: Explanation | undefined, slice: Slice): ReadonlySet<string> {
  if (!explanation) return NONE;
  const places = cellsOf(explanation)
    .filter(({ name }) => name === slice.name)
    .map(({ index }) => placeOf(slice, index))
    .filter((place) => place !== undefined);
  return new Set(places.map(({ row, column }) => placeKey(row, column)));
}

/** Which head an input shows: the one that the explanation reads, where it reads just one. */
export function headOf(explanation: Explanation | undefined, name: string, head: number): number {
  const cell = explanation && cellsOf(explanation).find((one: Cell) => one.name === name);
  return cell?.index.length === 3 ? (cell.index[0] ?? head) : head;
}

export function sliceOfStep(shown: Shown, name: string, head: number): Slice {
  return sliceOf(recordOf(shown, name), head);
}

const NONE: ReadonlySet<string> = new Set<string>();

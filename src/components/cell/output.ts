import type { Told } from '../../notebook/chain.ts';
import type { Level, Place, Plotted, Shown } from '../../notebook/protocol.ts';
import { cellStrings as strings } from '../../strings/en/cell.ts';

/** A position in a cell of the lesson: in the one that ran, if none is named. */
export interface CellPlace extends Place {
  readonly cell?: number;
}

/** One thing that a run put on the page. */
export type Output =
  | { readonly kind: 'console'; readonly level: Level; readonly text: string }
  | { readonly kind: 'value'; readonly title: string; readonly value: Shown }
  | { readonly kind: 'plot'; readonly plot: Plotted }
  | { readonly kind: 'error'; readonly text: string; readonly place: CellPlace | undefined }
  | { readonly kind: 'note'; readonly text: string };

/**
 * What a run told, as an output of the cell with the number `own`.
 *
 * @param cellOf the number of the cell at a place of the chain
 */
export function outputOf(told: Told, own: number, cellOf: (step: number) => number): Output {
  switch (told.kind) {
    case 'console':
      return told;
    case 'show':
      return { ...told, kind: 'value' };
    case 'value':
      return { ...told, title: strings.result };
    case 'plot':
      return { kind: 'plot', plot: told };
    case 'cut':
      return { kind: 'note', text: strings.cut };
    case 'error':
      return errorOf(told, own, cellOf);
  }
}

function errorOf(
  { origin, name, message, place }: Extract<Told, { kind: 'error' }>,
  own: number,
  cellOf: (step: number) => number,
): Output {
  const text = strings.origins[origin](name ? `${name}: ${message}` : message);
  if (!place) return { kind: 'error', text, place };
  const { line, column } = place;
  const cell = cellOf(place.step);
  return { kind: 'error', text, place: { line, column, ...(cell !== own && { cell }) } };
}

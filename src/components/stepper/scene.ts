import type { Explanation } from '../../model/steps/index.ts';
import { placeKey } from '../matrix/grid.ts';
import type { Place } from '../matrix/slice.ts';
import { cardOf } from './card.ts';
import type { Card } from './card.ts';
import type { Instrument, ToldStep } from './instrument.ts';
import { placeName } from './naming.ts';
import { explainPlace, litPlaces, probedOf } from './probe.ts';
import type { Pointed } from './probe.ts';
import type { Shown } from './shown.ts';

/** What is seen of a session: a step of a job, one head of it, and a cell. */
export interface View {
  readonly instrument: Instrument;
  readonly shown: Shown;
  readonly step: ToldStep;
  readonly head: number;
  readonly pointed: Pointed | undefined;
  /** The result waits for a prediction: then nothing is explained. */
  readonly concealed: boolean;
}

/** A matrix as it stands on the stage. */
export interface Drawn extends Card {
  /** Keys of the cells that are framed. */
  readonly lit: ReadonlySet<string>;
}

/** Everything that the stage shows as matrices: the page and the picture are drawn from it. */
export interface Scene {
  readonly inputs: readonly Drawn[];
  readonly result: Drawn;
  /** The cell of the result that is looked at, and the same in words. */
  readonly probed: Place;
  readonly where: string;
  /** How that cell was computed. */
  readonly explanation: Explanation | undefined;
}

/** The stage as plain data. */
export function sceneOf({ shown, step, head, pointed, concealed }: View): Scene {
  const card = cardOf(shown, step.name, undefined, head);
  const probed = probedOf(step, shown, card.slice, pointed);
  const explanation = concealed ? undefined : explainPlace(step, shown, card.slice, probed);
  return {
    inputs: step.inputs.map((name) => {
      const input = cardOf(shown, name, explanation, head);
      return { ...input, lit: litPlaces(explanation, input.slice) };
    }),
    result: { ...card, lit: new Set([placeKey(probed.row, probed.column)]) },
    probed,
    where: placeName(step.name, step, card.labels, probed),
    explanation,
  };
}

import type { Edit } from '../../engine/protocol.ts';
import type { Explanation } from '../../model/steps/index.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import type { Labels } from '../matrix/grid.ts';
import { placeKey } from '../matrix/grid.ts';
import type { Scale } from '../matrix/heat.ts';
import type { Slice } from '../matrix/slice.ts';
import type { Role } from '../picture/ink.ts';
import type { ToldStep } from './instrument.ts';
import { labelsOf, roleOf, scaleOf, weightSymbol, weightTitle } from './naming.ts';
import type { MathSymbol } from './naming.ts';
import { headOf, sliceOfStep } from './probe.ts';
import { recordOf } from './shown.ts';
import type { Shown } from './shown.ts';

/** What stands around the matrix of a tensor or weight. */
export interface Card {
  readonly name: string;
  /** The step that computed it; a weight has none. */
  readonly step: ToldStep | undefined;
  readonly slice: Slice;
  readonly labels: Labels;
  readonly scale: Scale;
  readonly role: Role | undefined;
  readonly symbol: MathSymbol;
  readonly title: string;
  readonly shape: readonly number[];
  /** Which head is shown, of a tensor that has several: `Head 1`. */
  readonly headName: string | undefined;
  /** Keys of the cells that the reader has set. */
  readonly marked: ReadonlySet<string>;
}

/** The card of a tensor or weight, with the head that an explanation reads, or else `head`. */
export function cardOf(
  shown: Shown,
  name: string,
  explanation: Explanation | undefined,
  chosen: number,
): Card {
  const head = headOf(explanation, name, chosen);
  const step = shown.steps.find((one) => one.name === name);
  const slice = sliceOfStep(shown, name, head);
  const { shape } = recordOf(shown, name);
  return {
    name,
    step,
    slice,
    labels: labelsOf(name, step, shown.job, slice),
    scale: scaleOf(step?.kind),
    role: roleOf(name),
    symbol: step ? { base: step.words.symbol, sub: step.words.sub } : weightSymbol(name),
    title: step ? step.words.title : weightTitle(name),
    shape,
    headName: shape.length === 3 ? strings.headNumber(head + 1) : undefined,
    marked: markedPlaces(shown.job.edits, name),
  };
}

/** The places of a weight that the reader has set. */
function markedPlaces(edits: readonly Edit[], name: string): ReadonlySet<string> {
  return new Set(
    edits
      .filter((edit) => edit.name === name)
      .map(({ index }) => placeKey(index.length === 1 ? 0 : (index[0] ?? 0), index.at(-1) ?? 0)),
  );
}

import type { Letter } from '../letters.ts';
import { range } from './build.ts';
import { call, given, minus, ofCell, product, quotient, sum } from './expression.ts';
import type { Expression } from './expression.ts';
import type { Step } from './step.ts';

/** The kinds of step of the objectives. */
export type ObjectiveStepKind = 'lossLogProbs' | 'lossWanted' | 'lossPlaces' | 'loss';

/** What the steps of one cross-entropy need to know. */
export interface CrossEntropySpec {
  /** The scope of its taps: `objective`. */
  readonly name: string;
  /** The logits, by name. */
  readonly logits: string;
  /** The target of each place. */
  readonly targets: readonly number[];
  /** The weights of the places, by name; without it all count. */
  readonly weights?: string | undefined;
  /** ε; 0 unless told otherwise. */
  readonly smoothing?: number | undefined;
  /** The letters of the logits: places, then classes. [T, V] unless told otherwise. */
  readonly shape?: readonly [...Letter[], Letter] | undefined;
}

/** The steps of `crossEntropy`, in the order of its taps. */
export function crossEntropySteps(spec: CrossEntropySpec): Step<ObjectiveStepKind>[] {
  return [logProbsStep(spec), wantedStep(spec), placesStep(spec), lossStep(spec)];
}

function logProbsStep({ name, logits, shape = ['T', 'V'] }: CrossEntropySpec) {
  return {
    name: `${name}.logProbs`,
    kind: 'lossLogProbs',
    formula: String.raw`\ell_{tv} = z_{tv} - \log \sum_{v'} e^{z_{tv'}}`,
    shape,
    inputs: [logits],
    explain: (index, shapes) => {
      const classes = range(shapes(logits).at(-1) ?? 0);
      const row = classes.map((v) => ofCell(logits, ...index.slice(0, -1), v));
      const total = sum(...row.map((z) => call('exp', z)));
      return { kind: 'expression', value: minus(ofCell(logits, ...index), call('log', total)) };
    },
  } satisfies Step<ObjectiveStepKind>;
}

function wantedStep({ name, targets, smoothing = 0, shape = ['T', 'V'] }: CrossEntropySpec) {
  const smooth = smoothing === 0 ? '' : String.raw`(1 - \epsilon)\,`;
  const spread = smoothing === 0 ? '' : String.raw` + \frac{\epsilon}{V}`;
  return {
    name: `${name}.wanted`,
    kind: 'lossWanted',
    formula: `q_{tv} = ${smooth}[v = y_t]${spread}`,
    shape,
    inputs: [],
    explain: (index, shapes) => {
      const [v = 0, place = 0] = index.toReversed();
      const hit = given(targets[place] === v ? 1 : 0);
      const classes = shapes(`${name}.wanted`).at(-1) ?? 0;
      const spread = quotient(given(smoothing), given(classes));
      const value = smoothing === 0 ? hit : sum(product(given(1 - smoothing), hit), spread);
      return { kind: 'expression', value };
    },
  } satisfies Step<ObjectiveStepKind>;
}

function placesStep({ name, shape = ['T', 'V'] }: CrossEntropySpec) {
  const [logProbs, wanted] = [`${name}.logProbs`, `${name}.wanted`];
  return {
    name: `${name}.losses`,
    kind: 'lossPlaces',
    formula: String.raw`H_t = -\sum_v q_{tv}\,\ell_{tv}`,
    shape: shape.slice(0, -1),
    inputs: [wanted, logProbs],
    explain: (index, shapes) => {
      const terms = range(shapes(wanted).at(-1) ?? 0).map((v) =>
        product(ofCell(wanted, ...index, v), ofCell(logProbs, ...index, v)),
      );
      return { kind: 'expression', value: product(given(-1), sum(...terms)) };
    },
  } satisfies Step<ObjectiveStepKind>;
}

function lossStep({ name, weights }: CrossEntropySpec) {
  const losses = `${name}.losses`;
  return {
    name: `${name}.loss`,
    kind: 'loss',
    formula: weights
      ? String.raw`L = \frac{\sum_t w_t\,H_t}{\sum_t w_t}`
      : String.raw`L = \frac{1}{T} \sum_t H_t`,
    shape: [],
    inputs: weights ? [losses, weights] : [losses],
    explain: (_, shapes) => {
      const places = indices(shapes(losses));
      const terms = places.map((place) => weighted(ofCell(losses, ...place), weights, place));
      const counts = weights
        ? sum(...places.map((place) => ofCell(weights, ...place)))
        : given(places.length);
      return { kind: 'expression', value: quotient(sum(...terms), counts) };
    },
  } satisfies Step<ObjectiveStepKind>;
}

function weighted(loss: Expression, weights: string | undefined, place: readonly number[]) {
  return weights ? product(ofCell(weights, ...place), loss) : loss;
}

/** Every index of a tensor of rank 0 or 1. */
function indices([size]: readonly number[]): number[][] {
  return size === undefined ? [[]] : range(size).map((place) => [place]);
}

import { sequenceOf } from '../../engine/sequences.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import type { Step } from '../../model/steps/index.ts';
import { long, percent } from '../matrix/numbers.ts';
import { sliceOf } from '../matrix/slice.ts';
import type { Place, Slice } from '../matrix/slice.ts';
import { focusOf } from './focus.ts';
import { labelsOf, tokenLabels } from './naming.ts';
import { recordOf } from './shown.ts';
import type { Shown } from './shown.ts';

const { sentences } = strings;

/** One plain sentence about a step, every number of it from the trace. */
export function sentenceOf(step: Step, shown: Shown, head: number): string {
  const view = viewOf(step, shown, head);
  switch (step.kind) {
    case 'embedding':
      return embeddingSentence(view);
    case 'positions':
      return positionsSentence(view);
    case 'x':
      return inputSentence(step, view);
    case 'query':
    case 'key':
    case 'value':
    case 'output':
    case 'ffn':
      return projectionSentence(step, view);
    case 'scores':
      return scoresSentence(step, view);
    case 'mask':
      return maskSentence(step, view);
    case 'pattern':
      return patternSentence(view);
    case 'mix':
      return mixSentence(step, view);
    case 'joined':
      return joinedSentence(view);
    case 'residual':
      return residualSentence(step, view);
    case 'norm':
      return normSentence(step, view);
    case 'hidden':
      return hiddenSentence(view);
  }
}

interface View {
  readonly shown: Shown;
  readonly head: number;
  readonly slice: Slice;
  /** What its rows are, and what its columns are. */
  readonly tokens: readonly string[];
  readonly keys: readonly string[];
  /** The cell to speak of. */
  readonly focus: Place;
}

function viewOf(step: Step, shown: Shown, head: number): View {
  const slice = sliceOf(recordOf(shown, step.name), head);
  const { rows: tokens, columns: keys } = labelsOf(step.name, step, shown.job, slice);
  return { shown, head, slice, tokens, keys, focus: focusOf(step, shown, slice) };
}

function embeddingSentence({ slice, tokens, focus: { row } }: View): string {
  return sentences.embedding(
    slice.rows,
    slice.columns,
    word(tokens, row),
    long(at(slice, row, 0)),
    long(at(slice, row, 1)),
  );
}

function positionsSentence({ slice, tokens, focus: { row } }: View): string {
  return sentences.positions(
    word(tokens, row),
    row,
    long(at(slice, row, 0)),
    long(at(slice, row, 1)),
  );
}

function inputSentence(step: Step, { shown, slice, tokens, focus: { row } }: View): string {
  if (step.inputs.length === 1) return sentences.unplaced(slice.rows);
  const [embedded, position] = step.inputs.map((name) =>
    at(sliceOf(recordOf(shown, name)), row, 0),
  );
  return sentences.placed(
    word(tokens, row),
    long(embedded ?? NaN),
    long(position ?? NaN),
    long(at(slice, row, 0)),
  );
}

function projectionSentence({ kind, inputs: [source = ''] }: Step, view: View): string {
  const { shown, slice, tokens, focus } = view;
  const { row, column } = focus;
  const products = recordOf(shown, source).shape.at(-1) ?? 0;
  const value = long(at(slice, row, column));
  return sentences.projection(
    strings.steps[kind].title.toLowerCase(),
    products,
    word(tokens, row),
    column,
    value,
  );
}

function scoresSentence({ name }: Step, view: View): string {
  const { shown, slice, tokens, keys, focus } = view;
  const { row, column } = focus;
  const words = (letter: 'T' | 'S') => sequenceOf(shown.job, name, letter).tokens.length;
  const value = long(at(slice, row, column));
  return sentences.scores(word(tokens, row), word(keys, column), value, words('T') * words('S'));
}

function maskSentence(step: Step, { shown, slice }: View): string {
  const shape = (name: string) => recordOf(shown, name).shape;
  const cells = Array.from(slice.data, (_, i) =>
    step.explain([Math.floor(i / slice.columns), i % slice.columns], shape),
  ).filter((cell) => cell.kind === 'mask');
  const blocked = slice.data.filter((value) => value === 0).length;
  const future = cells.filter(({ causal }) => causal).length;
  return sentences.mask(blocked, slice.data.length, future, blocked - future);
}

function patternSentence({ slice, tokens, keys, focus: { row, column } }: View): string {
  const rows = Array.from({ length: slice.rows }, (_, r) => rowOf(slice, r));
  const empty = rows.filter((weights) => weights.every((weight) => weight === 0)).length;
  const share = percent(at(slice, row, column));
  const first = sentences.pattern(word(tokens, row), word(keys, column), share);
  return empty > 0 ? first + sentences.empty(empty) : first;
}

function mixSentence({ name, inputs: [pattern = ''] }: Step, view: View): string {
  const {
    shown,
    head,
    tokens,
    focus: { row },
  } = view;
  const weights = sliceOf(recordOf(shown, pattern), head);
  const keys = tokenLabels(sequenceOf(shown.job, name, 'S'));
  const shares = Array.from(rowOf(weights, row), (weight, key) => ({ weight, key }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ weight, key }) => sentences.share(percent(weight), word(keys, key)));
  return sentences.mix(word(tokens, row), shares);
}

function joinedSentence({ shown }: View): string {
  const { heads, width } = shown.job;
  return heads === 1 ? sentences.joinedOne : sentences.joined(heads, width / heads, width);
}

function residualSentence(
  { inputs: [left = '', right = ''] }: Step,
  { shown, slice, tokens, focus: { row, column } }: View,
) {
  const change = sliceOf(recordOf(shown, right));
  const before = at(sliceOf(recordOf(shown, left)), row, column);
  return sentences.residual(
    word(tokens, row),
    column,
    long(before),
    long(at(change, row, column)),
    long(at(slice, row, column)),
  );
}

function normSentence(
  { inputs: [source = ''] }: Step,
  { shown, tokens, focus: { row } }: View,
): string {
  const values = Array.from(rowOf(sliceOf(recordOf(shown, source)), row));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return sentences.norm(word(tokens, row), long(mean), long(Math.sqrt(variance)));
}

function hiddenSentence({ slice }: View): string {
  const zeros = slice.data.filter((value) => value === 0).length;
  return sentences.hidden(zeros, slice.data.length, percent(zeros / slice.data.length));
}

function word(tokens: readonly string[], row: number): string {
  return tokens[row] ?? '';
}

function at({ data, columns }: Slice, row: number, column: number): number {
  return data[row * columns + column] ?? NaN;
}

function rowOf({ data, columns }: Slice, row: number): Float32Array {
  return data.subarray(row * columns, (row + 1) * columns);
}

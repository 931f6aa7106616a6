import type { Random } from '../../model/random.ts';
import type { Batch, LayerInput, Padding, Subject } from './subject.ts';

/** What float32 may differ by where nothing should. The outputs are of the order of 1. */
const NOISE = 1e-5;

export interface Lengths {
  readonly batch: number;
  /** T */
  readonly tokens: number;
  /** S; T unless told otherwise. */
  readonly source?: number;
}

/** An input of random numbers, with a memory for a decoder. */
export function drawInput(
  { kind }: Subject,
  random: Random,
  width: number,
  { batch, tokens, source = tokens }: Lengths,
): LayerInput {
  const x = drawBatch(random, [batch, tokens, width]);
  return kind === 'decoder' ? { x, memory: drawBatch(random, [batch, source, width]) } : { x };
}

export function drawBatch(random: Random, [B, T, D]: [number, number, number]): Batch {
  const list = <X>(length: number, draw: () => X) => Array.from({ length }, draw);
  return list(B, () => list(T, () => list(D, random.normal)));
}

/** The batch with one token of one sample drawn anew. */
export function replaceToken(batch: Batch, sample: number, token: number, random: Random): Batch {
  return batch.map((tokens, b) =>
    tokens.map((values, t) => (b === sample && t === token ? values.map(random.normal) : values)),
  );
}

/** The batch with the padding drawn anew. */
export function replacePadding(batch: Batch, padding: Padding, random: Random): Batch {
  return batch.map((tokens, b) =>
    tokens.map((values, t) => (padding[b]?.[t] === 0 ? values.map(random.normal) : values)),
  );
}

/** How far each token moved: [sample][token]. Not finite counts as infinitely far. */
export function changes(before: Batch, after: Batch): readonly (readonly number[])[] {
  return before.map((tokens, b) =>
    tokens.map((values, t) => {
      const gaps = values.map((value, d) => Math.abs(value - (after[b]?.[t]?.[d] ?? NaN)));
      const most = Math.max(...gaps);
      return Number.isNaN(most) ? Infinity : most;
    }),
  );
}

/** Whether a change is more than rounding. */
export function moved(change: number): boolean {
  return change > NOISE;
}

/** Throws unless the numbers have the shape and are finite. */
export function expectNumbers(what: string, numbers: unknown, shape: readonly number[]): void {
  const found = shapeOf(numbers);
  if (found.join() !== shape.join()) {
    throw new Error(`${what} has the shape [${found.join(', ')}] instead of [${shape.join(', ')}]`);
  }
  const bad = [numbers]
    .flat(Infinity)
    .map(Number)
    .find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new Error(`${what} holds ${bad}`);
}

function shapeOf(numbers: unknown): number[] {
  return Array.isArray(numbers) ? [numbers.length, ...shapeOf(numbers[0])] : [];
}

/** A number for a sentence. */
export function show(value: number): string {
  return value !== 0 && Math.abs(value) < 0.01 ? value.toExponential(1) : String(+value.toFixed(2));
}

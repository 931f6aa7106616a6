import { valueAt } from '../matrix/slice.ts';
import type { Job, TensorRecord, Trace } from '../../engine/protocol.ts';
import type { Instrument, ToldStep } from './instrument.ts';
import type { Read, Shapes } from '../../model/steps/index.ts';

/** A job with what it computed: everything that the stage draws. */
export interface Shown {
  readonly job: Job;
  readonly steps: readonly ToldStep[];
  /** Tensors and weights, by name. */
  readonly records: ReadonlyMap<string, TensorRecord>;
  readonly weights: ReadonlySet<string>;
  readonly milliseconds: number;
  readonly backend: string;
  readonly tensorsLeft: number;
  /** Computed in this browser, not when the page was built. */
  readonly live: boolean;
}

export function show(instrument: Instrument, job: Job, trace: Trace, live: boolean): Shown {
  const { tensors, weights, ...about } = trace;
  return {
    job,
    steps: instrument.steps(job),
    records: new Map([...weights, ...tensors].map((record) => [record.name, record])),
    weights: new Set(weights.map(({ name }) => name)),
    ...about,
    live,
  };
}

/** The record of a tensor or weight. Every step reads only what its job computed. */
export function recordOf({ records }: Pick<Shown, 'records'>, name: string): TensorRecord {
  const record = records.get(name);
  if (!record) throw new Error(`stepper: the trace has no ${name}`);
  return record;
}

export function readFrom(shown: Pick<Shown, 'records'>): Read {
  return ({ name, index }) => valueAt(recordOf(shown, name), index);
}

export function shapesOf(shown: Pick<Shown, 'records'>): Shapes {
  return (name) => recordOf(shown, name).shape;
}

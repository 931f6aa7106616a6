import type { Failure } from '../protocol.ts';
import type { Progress } from '../weights/address.ts';
import type { JobName, Jobs } from './jobs.ts';

/** What the page sends to the worker of the trained models: one job at a time. */
export type Request = Run | CallOff;

export type Run = {
  readonly [Name in JobName]: {
    readonly type: 'run';
    readonly id: number;
    readonly name: Name;
    readonly input: Jobs[Name]['input'];
  };
}[JobName];

/** The job is wanted no more. It still ends with a result or a failure. */
export interface CallOff {
  readonly type: 'callOff';
  readonly id: number;
  /** Whether a newer job takes its place: then what it loads is wanted still. */
  readonly superseded: boolean;
}

/** What the worker sends back. */
export type Reply = Ready | Loading | Told | Done | Failed;

/** Once, before all else: the backend is up. */
export interface Ready {
  readonly type: 'ready';
  /** `wasm`, or `cpu` where the browser refuses WebAssembly. */
  readonly backend: string;
}

/** The weights of a model are on their way. */
export interface Loading {
  readonly type: 'loading';
  readonly id: number;
  readonly model: string;
  readonly progress: Progress;
}

export interface Told {
  readonly type: 'step';
  readonly id: number;
  readonly step: Jobs[JobName]['step'];
}

export interface Done {
  readonly type: 'done';
  readonly id: number;
  readonly result: Jobs[JobName]['result'];
}

export interface Failed {
  readonly type: 'failure';
  readonly id: number;
  readonly error: Failure;
}

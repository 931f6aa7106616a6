import type { Job } from '../../engine/protocol.ts';
import type { Step } from '../../model/steps/index.ts';
import type { StepText } from '../../strings/en/steps/text.ts';
import type { Place, Slice } from '../matrix/slice.ts';
import type { SourceSpot } from './listing-key.ts';
import type { Shown } from './shown.ts';
import type { Model, Settings } from './state.ts';

/**
 * A model that can be stepped through: its settings, its steps, and what is said about them. Each
 * has an island of its own, so that a page carries no other.
 */
export interface Instrument {
  readonly model: Model;
  /** What a reader sets, in the order in which a link has it. */
  readonly settings: readonly (keyof Settings)[];
  /** The texts among them. */
  readonly texts: readonly TextField[];
  /** The steps of a job, named and ordered as the tensors of its trace. */
  readonly steps: (job: Job) => readonly ToldStep[];
}

/** A text that the reader types. */
export interface TextField {
  readonly name: TextName;
  readonly label: string;
  /** What counts its tokens. */
  readonly letter: 'T' | 'S';
}

export type TextName = 'text' | 'source';

/** A step with what is said about it. */
export interface ToldStep extends Step<string> {
  readonly words: Words;
  /** Where it stands in the source. */
  readonly spot: SourceSpot;
  /** One plain sentence about a head of its result, every number of it from the trace. */
  readonly sentence: (shown: Shown, head: number) => string;
  /** The cell of its result that says most about it. */
  readonly focus: (shown: Shown, slice: Slice) => Place;
}

/** What a step and its result are called. */
export interface Words extends StepText {
  /** The index of its symbol: the 2 of `N₂`. */
  readonly sub: string;
  /** What is done, in a word or two. */
  readonly verb: string;
  /** What stands between its inputs. */
  readonly operators: readonly string[];
}

import type {
  AdamWSettings,
  Batches,
  CosineOptions,
  PathPredicate,
  Random,
} from '../../../src/model/index.ts';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { Split } from '../../../src/world/split.ts';

/** What a run is told, besides what is trained: plain data, one file a run in `configs/`. */
export interface RunConfig {
  /** The folder of what is shipped, and the word after `npm run train --`. */
  readonly name: string;
  /** Of the first weights, of the data and of what the loss draws. */
  readonly seed: number;
  readonly steps: number;
  readonly schedule: Pick<CosineOptions, 'peak' | 'warmup' | 'floor'>;
  readonly optimizer: AdamWSettings;
  /** The longest gradient. */
  readonly clip: number;
  /** How much of the moving average stays at each step. */
  readonly averageDecay: number;
  /** After how many steps the run is saved. */
  readonly checkpointEvery: number;
  /** After how many steps figures are measured on the validation split. */
  readonly measureEvery: number;
  /** On how many samples figures are measured. */
  readonly samples: {
    /** While it trains, on the validation split. */
    readonly validation: number;
    /** For the card, on the test split. */
    readonly test: number;
    /** By `npm run models:check`: the first of the same samples. */
    readonly check: number;
  };
}

/** A share of `count` trials, or their mean in decibels, measured on held-out data. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly count: number;
  /** `share` unless told otherwise. */
  readonly unit?: 'share' | 'decibels' | undefined;
  /** Of the trials of a mean: their standard deviation. */
  readonly deviation?: number | undefined;
  /** What it should reach, if it has a bar. */
  readonly bar?: number | undefined;
}

/** A model with its task: all that `npm run train` and `npm run models:check` need to know. */
export interface Recipe<P extends object, Item> {
  readonly config: RunConfig;
  /** The weights before the first step. */
  readonly init: (random: Random) => P;
  /** Which weights are trained and shipped; the rest is there and frozen. All unless told otherwise. */
  readonly trainable?: PathPredicate | undefined;
  /** Batch k depends on k and the seed only. */
  readonly batches: Batches<Item>;
  readonly loss: (params: P, batch: readonly Item[], random: Random) => Scalar;
  /** Figures on the first `samples` samples of a split; the first figure decides between weights. */
  readonly measure: (params: P, split: Split, samples: number) => readonly Figure[];
  readonly about: About;
}

/** What a card says in words. */
export interface About {
  readonly task: string;
  readonly architecture: string;
  readonly data: string;
  /** Where it is known to fail, and what was tried. */
  readonly notes: readonly string[];
}

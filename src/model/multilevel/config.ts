import type { LayerConfig } from '../config.ts';
import type { WindowSize } from './geometry.ts';

export interface DocumentConfig extends LayerConfig {
  /** V */
  readonly vocabulary: number;
  readonly wordLayers: number;
  readonly sentenceLayers: number;
}

export interface WindowEncoderConfig extends LayerConfig {
  /** The window of every stage. One of height 1 is for sequences: pairs are merged, not squares. */
  readonly windowSize: WindowSize;
  /** How many blocks each stage has. Width, inner width and heads double from stage to stage. */
  readonly depths: readonly number[];
}

export interface FactorizedConfig extends LayerConfig {
  readonly spaceLayers: number;
  readonly timeLayers: number;
}

import type { LayerStepKind } from './variants.ts';

/** The kinds of step that only attention on several levels has. */
export type MultilevelStepKind =
  | 'poolHidden'
  | 'poolScores'
  | 'poolMask'
  | 'poolPattern'
  | 'pooled'
  | 'sentences'
  | 'rolled'
  | 'windows'
  | 'relative'
  | 'unrolled'
  | 'neighbors'
  | 'merged'
  | 'nearQuery'
  | 'nearKey'
  | 'nearValue'
  | 'farQuery'
  | 'allLevels'
  | 'places'
  | 'frames'
  | 'clip'
  | 'meanFrames';

/** Those, and those of the layers inside. */
export type AnyMultilevelKind = LayerStepKind | MultilevelStepKind;

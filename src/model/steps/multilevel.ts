/** The steps of attention on several levels. */
export { documentSteps, poolingSteps } from './multilevel-document.ts';
export type { DocumentSpec, PoolingSpec } from './multilevel-document.ts';
export type { AnyMultilevelKind, MultilevelStepKind } from './multilevel-kinds.ts';
export { localGlobalSteps } from './multilevel-local.ts';
export type { LocalGlobalSpec } from './multilevel-local.ts';
export { factorizedSteps, spaceTimeSteps } from './multilevel-spacetime.ts';
export type { FactorizedSpec, SpaceTimeSpec } from './multilevel-spacetime.ts';
export { mergeSteps, windowBlockSteps } from './multilevel-window.ts';
export type { MergeSpec, WindowBlockSpec } from './multilevel-window.ts';

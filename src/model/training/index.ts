/** Training: an optimizer, and a loop that knows neither model nor page. */
export * from './adamw.ts';
export * from './batches.ts';
export * from './checkpoint.ts';
export * from './clip.ts';
export * from './count.ts';
export * from './ema.ts';
export * from './gradients.ts';
export { leavesOf, withLeaves } from './leaves.ts';
export type { Leaves, PathPredicate } from './leaves.ts';
export * from './schedules.ts';
export * from './state.ts';
export type { StepOptions } from './step.ts';
export * from './trainer.ts';

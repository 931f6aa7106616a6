/** Weights as files. */
export type { Dtype, Numbers } from './dtype.ts';
export { WeightsError } from './error.ts';
export { LARGEST_HALF, fromBrain, fromHalf, toHalf } from './half.ts';
export * from './params.ts';
export * from './safetensors.ts';
export { writeSafetensors } from './write.ts';

/** The Transformer library of the course: pure functions on tfjs-core. */
export * from './attention.ts';
export { ModelError } from './check.ts';
export * from './count.ts';
export * from './decoder.ts';
export * from './embedding.ts';
export * from './encoder.ts';
export * from './feedforward.ts';
export * from './init.ts';
export * from './letters.ts';
export * from './linear.ts';
export * from './mask.ts';
export * from './norm.ts';
export * from './params.ts';
export * from './positions.ts';
export * from './random.ts';
export * from './record.ts';
export * from './softmax.ts';
export * from './tap.ts';

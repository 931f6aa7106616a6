/** What a model is trained to do: data made into lessons, and what a wrong answer costs. */
export * from './causal.ts';
export * from './example.ts';
export * from './loss.ts';
export * from './masked.ts';
export * from './noise.ts';
export * from './spans.ts';

/** Whole models of text, and how they generate. */
export * from './beam.ts';
export * from './choose.ts';
export * from './config.ts';
export * from './count.ts';
export * from './generate.ts';
export * from './logits.ts';
export * from './params.ts';
export type { Session } from './run-session.ts';
export * from './seq2seq.ts';
export * from './session.ts';
export * from './stack.ts';
export { textLogits, textModel } from './text-model.ts';
export type { TextModelOptions } from './text-model.ts';

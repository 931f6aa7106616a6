/**
 * What stands on top of a Transformer and answers. Generative answers have no head of their own:
 * an encoder-decoder reads question and text, and writes the answer with the language head.
 */
export * from './answer.ts';
export * from './classifier.ts';
export * from './init.ts';
export * from './language.ts';
export * from './params.ts';

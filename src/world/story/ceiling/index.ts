/** The best that any reader can do on masked captions. */
export { ceiling } from './ceiling.ts';
export { bestGuesses } from './guess.ts';
export { knowledgeOf } from './knowledge.ts';
export type { Ceiling, CeilingOptions, Estimate } from './ceiling.ts';
export type { Guess } from './guess.ts';
export type { Knowledge, KnowledgeOptions } from './knowledge.ts';
export type { Belief } from './looks.ts';
export type { Masked, Noise } from './noise.ts';

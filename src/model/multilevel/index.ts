/** Attention on several levels: documents, shifted windows, local plus global, space and time. */
export * from './config.ts';
export * from './cost.ts';
export * from './document.ts';
export * from './geometry.ts';
export * from './init.ts';
export * from './local.ts';
export * from './merge.ts';
export type * from './params.ts';
export * from './pooling.ts';
export * from './reach.ts';
export * from './relative.ts';
export * from './shifted.ts';
export * from './spacetime.ts';
export * from './windows.ts';

/** The judge of exercises: pure, by value. It knows no page, no storage and no tensor. */
export * from './compare.ts';
export * from './exercise.ts';
export * from './grid.ts';
export * from './judge.ts';
export * from './properties.ts';
export * from './session.ts';
export * from './value.ts';
export * from './wrong.ts';
export * as draw from './draw.ts';

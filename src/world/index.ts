/** Shapes World: scenes, what is said of them in two languages, stories, questions, clips. */
export * from './language/index.ts';
export * from './random.ts';
export * from './scene.ts';
export * from './split.ts';
export * from './story/index.ts';
export * from './video/index.ts';

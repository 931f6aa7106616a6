/** Clips of Shapes World: drawn from scenes, and measured from their pixels. */
export { CLIP_SIZE } from '../clip.ts';
export type { Clip, ClipSize } from '../clip.ts';
export { judgeClip } from './check/judge.ts';
export type { Check, Wanted } from './check/judge.ts';
export { measureClip } from './check/measure.ts';
export type { SeenThing } from './check/measure.ts';
export { BACKGROUND, PALETTE } from './palette.ts';
export type { Rgb } from './palette.ts';
export { renderScene } from './render.ts';

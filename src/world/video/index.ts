export { CLIP_SIZE } from '../clip.ts';
export type { Clip, ClipSize } from '../clip.ts';
export { BACKGROUND, PALETTE } from './palette.ts';
export { renderScene } from './render.ts';

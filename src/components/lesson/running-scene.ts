import type { Scene } from '../../world/scene.ts';

/** The sentence of the course as a scene: a small red circle moves right above a blue square. */
export const runningScene: Scene = [
  { size: 'small', color: 'red', shape: 'circle', place: 'top', motion: 'right' },
  { size: 'medium', color: 'blue', shape: 'square', place: 'bottom', motion: 'still' },
];

/**
 * The one list of traced forward passes with the steps that explain them: the test of the steps
 * walks it. One file a topic in `traces/`.
 */
import { diffusionTraces } from './traces/diffusion.ts';
import { headTraces } from './traces/heads.ts';
import { layerTraces } from './traces/layers.ts';
import { multilevelTraces } from './traces/multilevel.ts';
import { objectiveTraces } from './traces/objectives.ts';
import { videoTraces } from './traces/video.ts';
import { trainingTraces } from './traces/training.ts';
import { transformerTraces } from './traces/transformer.ts';
import type { Traced } from './traces/support.ts';

export function traces(): Traced[] {
  return [
    ...layerTraces(),
    ...transformerTraces(),
    ...diffusionTraces(),
    ...headTraces(),
    ...multilevelTraces(),
    ...objectiveTraces(),
    ...trainingTraces(),
    ...videoTraces(),
  ];
}

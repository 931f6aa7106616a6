/**
 * The one list of cases: every layer of the library, small, with everything that it needs. The
 * tests of gradients, leaks, taps and backends walk it. One file a topic in `cases/`.
 */
import { headCases } from './cases/heads.ts';
import { diffusionCases } from './cases/diffusion.ts';
import { layerCases } from './cases/layers.ts';
import { multilevelCases } from './cases/multilevel.ts';
import { trainingCases } from './cases/training.ts';
import { transformerCases } from './cases/transformer.ts';
import { variantCases } from './cases/variants.ts';
import { videoCases } from './cases/video.ts';
import { objectiveCases } from './cases/objectives.ts';
import type { Case } from './cases/support.ts';

export * from './cases/support.ts';

export function cases(): Case[] {
  return [
    ...layerCases(),
    ...variantCases(),
    ...transformerCases(),
    ...diffusionCases(),
    ...headCases(),
    ...objectiveCases(),
    ...trainingCases(),
    ...videoCases(),
    ...multilevelCases(),
  ];
}

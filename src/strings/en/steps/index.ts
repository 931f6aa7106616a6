/** The text of every step of the library, by kind. A page that steps through one topic loads only that one. */
import { diffusionSteps } from './diffusion.ts';
import { headSteps } from './heads.ts';
import { layerSteps } from './layer.ts';
import { multilevelSteps } from './multilevel.ts';
import { objectiveSteps } from './objectives.ts';
import type { StepText } from './text.ts';
import { trainingSteps } from './training.ts';
import { variantSteps } from './variants.ts';
import { videoSteps } from './video.ts';

export const stepTexts: Readonly<Record<string, StepText>> = {
  ...layerSteps,
  ...diffusionSteps,
  ...variantSteps,
  ...headSteps,
  ...multilevelSteps,
  ...objectiveSteps,
  ...trainingSteps,
  ...videoSteps,
};

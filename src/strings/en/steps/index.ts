/** The text of every step of the library, by kind. A page that steps through one topic loads only that one. */
import { headSteps } from './heads.ts';
import { layerSteps } from './layer.ts';
import { objectiveSteps } from './objectives.ts';
import type { StepText } from './text.ts';
import { variantSteps } from './variants.ts';

export const stepTexts: Readonly<Record<string, StepText>> = {
  ...layerSteps,
  ...variantSteps,
  ...headSteps,
  ...objectiveSteps,
};

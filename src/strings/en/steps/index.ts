/** The text of every step of the library, by kind. A page that steps through one topic loads only that one. */
import { layerSteps } from './layer.ts';
import type { StepText } from './text.ts';

export const stepTexts: Readonly<Record<string, StepText>> = { ...layerSteps };

import { costFields } from './cost.ts';
import type { CostResult } from './cost.ts';
import type { SettingsOf } from './field.ts';
import { levelsFields } from './levels.ts';
import type { LevelsResult } from './levels.ts';
import { maskFields } from './masks.ts';
import type { MaskResult } from './masks.ts';
import { diffusionFields } from './diffusion.ts';
import type { DiffusionResult } from './diffusion.ts';
import { denoisingFields } from './denoising.ts';
import type { DenoisingResult, DenoisingStep } from './denoising.ts';
import { noisingFields } from './noising.ts';
import type { NoisingResult } from './noising.ts';
import { normsFields } from './norms.ts';
import type { NormsResult, NormsStep } from './norms.ts';
import { positionsFields } from './positions.ts';
import type { PositionsResult } from './positions.ts';
import { loraFields } from './lora.ts';
import type { LoraResult } from './lora.ts';
import { patchesFields } from './patches.ts';
import type { PatchesResult } from './patches.ts';
import { studioFields } from './studio.ts';
import type { StudioResult, StudioStep } from './studio.ts';
import { scaleFields } from './scale.ts';
import type { ScaleResult } from './scale.ts';
import { translationFields } from './translation.ts';
import type { TranslationResult } from './translation.ts';

/** The labs of the course: for each what a reader sets, what is told on the way, what comes out. */

export const labFields = {
  masks: maskFields,
  scale: scaleFields,
  translation: translationFields,
  cost: costFields,
  diffusion: diffusionFields,
  noising: noisingFields,
  denoising: denoisingFields,
  positions: positionsFields,
  norms: normsFields,
  patches: patchesFields,
  lora: loraFields,
  levels: levelsFields,
  studio: studioFields,
};

/** What comes out, plain data: numbers, texts, arrays, Float32Array. */
export interface LabResults {
  readonly masks: MaskResult;
  readonly scale: ScaleResult;
  readonly translation: TranslationResult;
  readonly cost: CostResult;
  readonly diffusion: DiffusionResult;
  readonly noising: NoisingResult;
  readonly denoising: DenoisingResult;
  readonly positions: PositionsResult;
  readonly norms: NormsResult;
  readonly patches: PatchesResult;
  readonly lora: LoraResult;
  readonly levels: LevelsResult;
  readonly studio: StudioResult;
}

/** What is told on the way, by the labs that take their time. */
export interface LabSteps {
  readonly masks: never;
  readonly scale: never;
  readonly translation: never;
  readonly cost: never;
  readonly diffusion: never;
  readonly noising: never;
  readonly denoising: DenoisingStep;
  readonly positions: never;
  readonly norms: NormsStep;
  readonly patches: never;
  readonly lora: never;
  readonly levels: never;
  readonly studio: StudioStep;
}

export type LabName = keyof typeof labFields;
export type LabSettings<Name extends LabName> = SettingsOf<(typeof labFields)[Name]>;

export const labNames = Object.keys(labFields) as readonly LabName[];

/** The jobs of the labs, by the name of the lab with `lab-` before it. */
export type LabJobs = {
  readonly [Name in LabName as `lab-${Name}`]: {
    readonly input: LabSettings<Name>;
    readonly step: LabSteps[Name];
    readonly result: {
      readonly value: LabResults[Name];
      /** How many tensors there are afterwards: a lab keeps none, only the weights of trained models stay. */
      readonly tensors: number;
    };
  };
};

import type { LabName } from '../../engine/labs/index.ts';
import { costLab } from './cost/lab.ts';
import { levelsLab } from './levels/lab.ts';
import type { Lab } from './lab.ts';
import { masksLab } from './masks/lab.ts';
import { diffusionLab } from './diffusion/lab.ts';
import { denoisingLab } from './denoising/lab.ts';
import { noisingLab } from './noising/lab.ts';
import { normsLab } from './norms/lab.ts';
import { positionsLab } from './positions/lab.ts';
import { loraLab } from './lora/lab.ts';
import { patchesLab } from './patches/lab.ts';
import { studioLab } from './studio/lab.ts';
import { scaleLab } from './scale/lab.ts';
import { translationLab } from './translation/lab.ts';

/** Every lab, by its name. */
export const labs: { readonly [Name in LabName]: Lab<Name> } = {
  masks: masksLab,
  scale: scaleLab,
  translation: translationLab,
  cost: costLab,
  diffusion: diffusionLab,
  noising: noisingLab,
  denoising: denoisingLab,
  positions: positionsLab,
  norms: normsLab,
  patches: patchesLab,
  lora: loraLab,
  levels: levelsLab,
  studio: studioLab,
};

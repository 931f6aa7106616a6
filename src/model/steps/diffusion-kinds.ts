import type { LayerStepKind } from './variants.ts';

/** The kinds of step of diffusion and of the diffusion transformer. */
export type DiffusionStepKind =
  | 'noised'
  | 'noiseTarget'
  | 'cleanEstimate'
  | 'noiseEstimate'
  | 'denoised'
  | 'flowVelocity'
  | 'flowGuess'
  | 'guided'
  | 'timeSinusoids'
  | 'timeHidden'
  | 'timeVector'
  | 'labelVector'
  | 'captionWords'
  | 'captionVector'
  | 'conditionVector'
  | 'conditionActivated'
  | 'modulationShift'
  | 'modulationScale'
  | 'modulationGate'
  | 'patchEmbedding'
  | 'gridPositions'
  | 'placedPatches'
  | 'plainNorm'
  | 'modulated'
  | 'spacetimeGrouped'
  | 'spacetimeUngrouped'
  | 'gatedResidual'
  | 'textResidual'
  | 'patchPrediction';

/** Those, and the steps of the Transformer's layers that a diffusion transformer is made of. */
export type DitStepKind = DiffusionStepKind | LayerStepKind;

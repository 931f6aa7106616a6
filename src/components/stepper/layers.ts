import { layerJobSteps } from '../../engine/steps.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import type { Instrument } from './instrument.ts';
import { tellLayerStep } from './layer-words.ts';

/** Attention alone, or a whole encoder layer. */
export const layers = (model: 'attention' | 'encoder'): Instrument => ({
  model,
  settings: [
    'text',
    'seed',
    'width',
    'heads',
    'temperature',
    'positions',
    'causal',
    'padding',
    'maskPadding',
    'norm',
  ],
  texts: [{ name: 'text', label: strings.text, letter: 'T' }],
  steps: (job) => layerJobSteps(job).map((step) => tellLayerStep(step, job)),
});

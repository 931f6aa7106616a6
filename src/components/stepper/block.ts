import { blockJobSteps } from '../../engine/block-steps.ts';
import type { Job } from '../../engine/protocol.ts';
import type { DiffusionStepKind, DitStepKind } from '../../model/steps/diffusion-kinds.ts';
import type { Step } from '../../model/steps/step.ts';
import { blockStrings as strings } from '../../strings/en/block-stepper.ts';
import { diffusionSteps } from '../../strings/en/steps/diffusion.ts';
import { layerSteps } from '../../strings/en/steps/layer.ts';
import type { StepText } from '../../strings/en/steps/text.ts';
import { blockFocus, blockSentence } from './block-sentence.ts';
import type { Instrument, ToldStep } from './instrument.ts';
import { tellLayerStep } from './layer-words.ts';
import type { SourceSpot } from './listing-key.ts';

/** A block of a diffusion transformer: spacetime tokens under a time and a caption. */
export const block: Instrument = {
  model: 'dit-block',
  settings: ['text', 'seed', 'width', 'heads', 'positions', 'time', 'frames', 'zero'],
  texts: [{ name: 'text', label: strings.caption, letter: 'S' }],
  steps: (job) => blockJobSteps(job).map((step) => tell(step, job)),
};

function tell(step: Step<DitStepKind>, job: Job): ToldStep {
  return isLayerStep(step) ? tellOfLayer(step, job) : tellOfBlock(step as Step<DiffusionStepKind>);
}

function isLayerStep(step: Step<DitStepKind>): step is Step {
  return step.kind in layerSteps;
}

/** Some steps of a layer mean something else here. */
function tellOfLayer(step: Step, job: Job): ToldStep {
  const told = tellLayerStep(step, job);
  const own = (strings.layers as Readonly<Record<string, StepText>>)[step.kind];
  const verb = strings.verbs[step.kind] ?? told.words.verb;
  return { ...told, words: { ...told.words, ...own, verb } };
}

function tellOfBlock(step: Step<DiffusionStepKind>): ToldStep {
  const { title, what, symbol } = diffusionSteps[step.kind];
  const [base = '', index = ''] = symbol.split('_');
  const sub = /\d$/.exec(step.name)?.[0] ?? index;
  return {
    ...step,
    words: {
      title: /\d/.test(sub) ? `${title} ${sub}` : title,
      what,
      symbol: base,
      sub,
      verb: strings.verbs[step.kind] ?? '',
      operators: [],
    },
    spot: spotOf(step),
    sentence: (shown) => blockSentence(step, shown),
    focus: (shown, slice) => blockFocus(step, shown, slice),
  };
}

/** The line that computes a step, where it is not told by its own tap. */
function spotOf({ kind, name }: Step<DiffusionStepKind>): SourceSpot {
  const tap = name.split('.').at(-1) ?? '';
  const at = (file: string, name: string, line?: string): SourceSpot => {
    return { file: `diffusion/${file}`, name, tap, ...(line === undefined ? {} : { line }) };
  };
  switch (kind) {
    case 'timeSinusoids':
    case 'timeHidden':
    case 'timeVector':
      return at('timestep', 'timestepEmbedding');
    case 'captionWords':
    case 'captionVector':
    case 'conditionVector':
      return at('caption', 'captionCondition');
    case 'conditionActivated':
      return at('modulate', 'modulation');
    case 'modulationShift':
    case 'modulationScale':
    case 'modulationGate':
      return at('modulate', 'modulation', 'tap(name,');
    case 'plainNorm':
    case 'modulated':
      return at('block', 'ditBlock', `'${tap}'`);
    default:
      return at('block', 'ditBlock');
  }
}

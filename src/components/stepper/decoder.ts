import { SOURCE, decoderJobSteps } from '../../engine/decoder-steps.ts';
import type { Job } from '../../engine/protocol.ts';
import type { Step } from '../../model/steps/step.ts';
import { decoderStrings as strings } from '../../strings/en/decoder-stepper.ts';
import { percent } from '../matrix/numbers.ts';
import type { Instrument, ToldStep, Words } from './instrument.ts';
import { tellLayerStep } from './layer-words.ts';
import type { SourceSpot } from './listing-key.ts';
import { recordOf } from './shown.ts';
import type { Shown } from './shown.ts';

/** A decoder layer: a target that looks back at itself and across at a source. */
export const decoder: Instrument = {
  model: 'decoder',
  settings: [
    'text',
    'source',
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
  texts: [
    { name: 'text', label: strings.target, letter: 'T' },
    { name: 'source', label: strings.source, letter: 'S' },
  ],
  steps: (job) => decoderJobSteps(job).map((step) => tell(step, job)),
};

function tell(step: Step, job: Job): ToldStep {
  const told = tellLayerStep(step, job);
  return {
    ...told,
    words: wordsOf(step, told.words),
    spot: spotOf(told.spot),
    sentence: (shown, head) => told.sentence(shown, head) + leakOf(step, shown),
  };
}

/** There are two of each step of an attention, and of an embedding. */
function wordsOf({ name, kind }: Step, words: Words): Words {
  const { title } = words;
  if (name === `${SOURCE}.x`) return { ...words, ...strings.memory };
  if (name.startsWith(`${SOURCE}.`)) return { ...words, title: strings.sourceStep(title) };
  if (name.includes('.self.')) return { ...words, title: strings.self(title) };
  if (!name.includes('.cross.')) return words;
  const what = kind === 'query' ? strings.crossQuery : words.what;
  return { ...words, what, title: strings.cross(title) };
}

function spotOf(spot: SourceSpot): SourceSpot {
  if (spot.file !== 'encoder') return spot;
  return { ...spot, file: 'decoder', name: spot.name.replace('Encoder', 'Decoder') };
}

/** How much attention goes to the future, where nothing forbids it. */
function leakOf({ name, kind }: Step, shown: Shown): string {
  if (kind !== 'pattern' || !name.includes('.self.') || shown.job.causal) return '';
  const { data, shape } = recordOf(shown, name);
  const T = shape.at(-1) ?? 1;
  const future = data.filter((_, i) => i % T > Math.floor(i / T) % T);
  const share = future.reduce((sum, weight) => sum + weight, 0) / (data.length / T);
  return strings.leak(percent(share));
}

import type { Job } from '../../engine/protocol.ts';
import { blockStrings } from '../../strings/en/block-stepper.ts';
import { stepperPictureStrings as strings } from '../../strings/en/stepper-picture.ts';
import { stepperStrings } from '../../strings/en/stepper.ts';
import { exact } from '../matrix/numbers.ts';
import { DOT } from '../picture/words.ts';
import type { Instrument } from './instrument.ts';
import type { Settings } from './state.ts';

/** The settings of a job in words, those that make a difference: `Seed: 7 · Width D: 8`. */
export function settingsSaid({ model, settings, texts }: Instrument, job: Job): string {
  const labels = new Map(texts.map(({ name, label }) => [name as keyof Settings, label]));
  return settings
    .filter((name) => !isIdle(name, model, job))
    .map((name) => strings.setting(labels.get(name) ?? LABELS[name] ?? name, written(name, job)))
    .join(DOT);
}

/** The weights that were set by hand, or nothing. */
export function editsSaid({ edits }: Job): string | undefined {
  if (edits.length === 0) return undefined;
  return strings.edits(
    edits.map(
      ({ name, index, value }) =>
        `${name}[${index.join(', ')}] = ${exact(value).replace('-', '−')}`,
    ),
  );
}

const LABELS: Readonly<Partial<Record<keyof Settings, string>>> = {
  seed: stepperStrings.seed,
  width: stepperStrings.width,
  heads: stepperStrings.heads,
  temperature: stepperStrings.temperature,
  positions: stepperStrings.positions,
  causal: stepperStrings.causal,
  padding: stepperStrings.padding,
  maskPadding: stepperStrings.maskPadding,
  norm: stepperStrings.norm,
  time: blockStrings.time,
  frames: blockStrings.frames,
  zero: blockStrings.zero,
};

function isIdle(name: keyof Settings, model: Job['model'], { padding }: Job): boolean {
  return (name === 'norm' && model === 'attention') || (name === 'maskPadding' && padding === 0);
}

function written(name: keyof Settings, job: Job): string | number {
  if (name === 'text') return isolated(job.tokens);
  if (name === 'source') return isolated(job.source ?? []);
  if (name === 'norm') return stepperStrings.norms[job.norm];
  const value = job[name] ?? '';
  return typeof value === 'boolean' ? (value ? strings.on : strings.off) : value;
}

/** A text that cannot turn the direction of what stands around it. */
function isolated(tokens: readonly string[]): string {
  return `\u2068${tokens.join(' ')}\u2069`;
}

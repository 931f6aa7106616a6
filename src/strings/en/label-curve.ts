import type { TuningMode } from '../../engine/trained/jobs.ts';

/** What the experiment on few labels says, in English. */
export const labelCurveStrings = {
  title: 'Does pre-training save labels?',
  lead: (
    [least, most]: readonly [number, number],
    { steps, seeds, test, rank }: { steps: number; seeds: number; test: number; rank: number },
  ) =>
    `The reader was fine-tuned on ${number(least)} to ${number(most)} labeled captions in three ways, and once more from random weights: ${steps} steps each, ${seeds} times with other captions and other first weights. Accuracy is measured on ${number(test)} captions about things that no labeled one has. LoRA adapters have rank ${rank}.`,
  labelings: {
    motion: 'How the first thing moves',
    mover: 'Which shape is the one that moves',
  } as Readonly<Record<string, string>>,
  modes: {
    full: 'all weights',
    frozen: 'head alone',
    lora: 'LoRA',
    scratch: 'from scratch',
  } satisfies Record<TuningMode, string>,
  plot: (title: string, lines: readonly string[]) =>
    `${title}: accuracy on held-out captions against the number of labels. ${lines.join('. ')}.`,
  line: (mode: string, values: readonly string[]) => `${mode}: ${values.join(', ')}`,
  valueAt: (labels: number, share: string) => `${share} with ${number(labels)}`,
  axis: 'labels',
  verdicts: {
    better: (labels: number, tuned: string, scratch: string) =>
      `With ${number(labels)} labels pre-training helps: ${tuned} right, and ${scratch} from scratch.`,
    worse: (labels: number, tuned: string, scratch: string) =>
      `With ${number(labels)} labels pre-training does not help: ${tuned} right, and ${scratch} from scratch.`,
    unknown: (labels: number, tuned: string, scratch: string) =>
      `With ${number(labels)} labels no help from pre-training is shown: ${tuned} right, ${scratch} from scratch, and the intervals overlap.`,
  },
  spread: (labels: number, mode: string, least: string, most: string) =>
    `Runs differ most with ${number(labels)} labels, ${mode}: from ${least} to ${most} right.`,
  note: 'Help means: all weights, from the pre-trained ones, beside all weights from random ones. Bars are intervals of 95% confidence for the mean of the runs, after Student, cut at 0% and 100%.',
  why: 'Pre-training asked the reader for hidden words, and never for anything at [cls], where the class is read. So the head alone finds little there.',
  rates: (rates: readonly string[]) => `Learning rates: ${rates.join(', ')}.`,
  rate: (mode: string, rate: number) => `${mode} ${rate}`,
  table: 'The same as a table',
  columns: ['Labels', 'Trained', 'Right', '95% interval', 'Each time'],
  interval: (low: string, high: string) => `${low} to ${high}`,
  made: (command: string, minutes: number, machine: string) =>
    `Made with ${command} in ${number(minutes)} minutes, by ${machine}.`,
  number,
} as const;

function number(value: number): string {
  return value.toLocaleString('en-US');
}

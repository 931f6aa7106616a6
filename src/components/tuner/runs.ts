import type { FinetuneStep, Finetuned, TuningMode } from '../../engine/trained/jobs.ts';
import { tunerStrings as strings } from '../../strings/en/tuner.ts';
import { long, percent } from '../matrix/numbers.ts';
import type { Task } from './examples.ts';

/** What the reader sets before a run. */
export interface Settings {
  readonly task: Task;
  readonly count: number;
  readonly mode: TuningMode;
  readonly learningRate: number;
  readonly rank: number;
  readonly steps: number;
  readonly seed: number;
}

/** What suits each mode: adapters and heads start from zero, and bear larger steps. */
export const RATES: Readonly<Record<TuningMode, number>> = {
  full: 0.001,
  frozen: 0.01,
  lora: 0.005,
  scratch: 0.001,
};

export const START: Settings = {
  task: 'mover',
  count: 200,
  mode: 'full',
  learningRate: RATES.full,
  rank: 4,
  steps: 200,
  seed: 1,
};

/** Sentences a step. */
export const BATCH = 16;

/** How many runs are compared, at most. */
export const MOST_RUNS = 4;

export interface Point {
  readonly step: number;
  readonly value: number;
}

/** A run of fine-tuning, on its way or done. */
export interface Run {
  /** From 1, in the order in which they were started. */
  readonly id: number;
  readonly settings: Settings;
  /** How many sentences it learns from. */
  readonly labels: number;
  readonly losses: readonly Point[];
  readonly accuracies: readonly Point[];
  readonly result?: Finetuned | undefined;
}

/** A run as it is drawn: without the model that came of it. */
export interface ShownRun extends Omit<Run, 'result'> {
  readonly result?: Omit<Finetuned, 'file'> | undefined;
}

export function newRun(id: number, settings: Settings, labels: number): Run {
  return { id, settings, labels, losses: [], accuracies: [] };
}

/** A run that has come further. */
export function withSteps(run: Run, steps: readonly FinetuneStep[]): Run {
  const losses = steps.map(({ step, loss }) => ({ step, value: loss }));
  const accuracies = steps.flatMap(({ step, accuracy }) =>
    accuracy === undefined ? [] : [{ step, value: accuracy }],
  );
  return {
    ...run,
    losses: [...run.losses, ...losses],
    accuracies: [...run.accuracies, ...accuracies],
  };
}

/** The runs with one more, without the oldest where there are too many. */
export function withRun(runs: readonly Run[], run: Run): readonly Run[] {
  return [...runs, run].slice(-MOST_RUNS);
}

/** The same runs, one of them in a newer state. */
export function replaceRun(runs: readonly Run[], run: Run): readonly Run[] {
  return runs.map((other) => (other.id === run.id ? run : other));
}

export function nameOf({ id, settings: { mode }, labels }: ShownRun): string {
  return strings.runName(id, strings.shortModes[mode], labels);
}

/** How many last steps the last loss is the mean of. */
const LAST = 10;

/** The mean loss of the last steps: one step alone says little. */
export function lastLoss({ losses }: ShownRun): number {
  const last = losses.slice(-LAST);
  return last.reduce((sum, { value }) => sum + value, 0) / last.length;
}

/** A run as a row of the table: what it is called, its settings, what came of it so far. */
export function cellsOf(run: ShownRun): readonly string[] {
  const { settings, losses, result } = run;
  return [
    nameOf(run),
    String(settings.learningRate),
    String(settings.seed),
    String(losses.length),
    result?.trained.toLocaleString('en-US') ?? '',
    losses.length > 0 ? long(lastLoss(run)) : '',
    result ? percent(result.accuracy) : '',
    result ? long(result.hiddenWords.after) : '',
  ];
}

/** What a run has come to, in a sentence. */
export function resultSentence({ result }: ShownRun): string {
  if (!result) return '';
  const { steps, accuracy, trained, total, stopped, hiddenWords } = result;
  const { before, after } = hiddenWords;
  const done = strings.done(steps, percent(accuracy), trained, total);
  const sentence = `${done} ${strings.forgetting(long(before), long(after))}`;
  return stopped ? `${sentence} ${strings.stopped}` : sentence;
}

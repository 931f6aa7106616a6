import type { TuningMode } from '../../engine/trained/jobs.ts';
import type { Task } from '../../components/tuner/examples.ts';

/** What the tuner says, in English. */
export const tunerStrings = {
  title: 'Fine-tuning lab',
  region: 'Fine-tune the reader',
  start: 'Train',
  reset: 'Remove all runs',
  nothing: 'Press Train: loss and accuracy are drawn while your browser trains.',

  // What is trained
  task: 'Labels',
  tasks: {
    motion: 'how the first thing moves (10 classes)',
    row: 'in which row the thing is (3 classes)',
    mover: 'which shape is the one that moves (6 classes)',
    warm: 'whether the thing that moves is warm in color (yes or no)',
    leading: 'whether the upper or left thing is warm in color (yes or no)',
    own: 'my own: I label sentences',
  } satisfies Record<Task, string>,
  count: 'Labeled sentences',
  mode: 'What is trained',
  modes: {
    full: 'all weights',
    frozen: 'the head alone, the rest frozen',
    lora: 'the head and LoRA adapters',
    scratch: 'all weights, from random ones',
  } satisfies Record<TuningMode, string>,
  shortModes: {
    full: 'full',
    frozen: 'frozen',
    lora: 'LoRA',
    scratch: 'from scratch',
  } satisfies Record<TuningMode, string>,
  rank: 'Rank R',
  learningRate: 'Learning rate',
  steps: 'Steps',
  heldOut: (count: number) =>
    `Accuracy is measured on ${count} other sentences. Each is about a combination of color, shape and motion that none of the labeled ones has.`,

  // Own labels
  ownTitle: 'Label sentences',
  ownNote: (every: number, least: number) =>
    `Give each sentence one of two labels, or none: at least ${least} of each. Every ${ordinal(every)} sentence of a label is held out: accuracy is measured on those.`,
  ownNames: ['yes', 'no'],
  ownName: (at: number) => `Name of label ${at + 1}`,
  ownAs: (sentence: string, label: string) => `${label}: ${sentence}`,
  ownMore: 'Other sentences',
  ownProblem: (name: string, count: number, least: number) =>
    `“${name}” has ${count} of at least ${least} sentences.`,
  ownNamesProblem: 'The two labels need two names, of 1 to 40 characters each.',

  // Runs
  runName: (id: number, mode: string, labels: number) => `Run ${id}: ${mode}, ${labels} labels`,
  progress: (step: number, steps: number, loss: string, milliseconds: string) =>
    `Step ${step} of ${steps}: loss ${loss}, ${milliseconds} ms a step.`,
  measured: (id: number, step: number, loss: string, accuracy: string) =>
    `Run ${id}, step ${step}: loss ${loss}, accuracy ${accuracy}.`,
  done: (steps: number, accuracy: string, trained: number, total: number) =>
    `${accuracy} right on held-out sentences after ${steps} steps. ${trained.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} numbers were trained.`,
  forgetting: (before: string, after: string) =>
    `At hidden words, for which the reader was pre-trained, its loss is ${before}; that of this model is ${after}.`,
  stopped: 'It was stopped; what it had learned is kept.',
  recordedTitle: 'A run of each kind, recorded',
  recorded: (machine: string, command: string) =>
    `Each kind of training, with the settings that the lab begins with. Recorded on ${machine} by “${command}”, by the code that runs here.`,
  gallery: 'Each of these alone, with a link that sets the lab to it',

  // Cases
  recordedCases: (machine: string, command: string) =>
    `A run takes too long for the build, so these are recorded by “${command}”, on ${machine}, with the code that runs in the lab; “npm run models:check” runs the quickest of them again and compares.`,
  cases: {
    full: 'All weights: labels are learned, some of the hidden words forgotten',
    frozen: 'The head alone: nothing is forgotten, and little learned',
    lora: 'LoRA: few numbers are trained, and as much is learned',
    scratch: 'From random weights: labels are learned, hidden words are not',
  } satisfies Record<TuningMode, string>,
  most: (count: number) => `The plot holds ${count} runs: with another one, the oldest goes.`,
  loss: 'Loss on the labeled sentences',
  accuracy: 'Accuracy on held-out sentences',
  lossAxis: 'loss',
  accuracyAxis: 'share right',
  stepAxis: (steps: number) => `step ${steps}`,
  plotSentence: (what: string, runs: readonly string[]) => `${what}. ${runs.join('. ')}.`,
  plotRun: (id: number, value: string, step: number) => `Run ${id}: ${value} at step ${step}`,
  columns: {
    run: 'Run',
    rate: 'Rate',
    seed: 'Seed',
    steps: 'Steps',
    trained: 'Trained',
    loss: 'Last loss',
    accuracy: 'Accuracy',
    hiddenWords: 'Loss at hidden words',
  },
  points: (name: string) => `Accuracy by step. ${name}`,
  step: 'Step',
  download: (id: number) => `Download run ${id}`,

  // Trying it
  tryTitle: 'Try a tuned model',
  tryRun: 'Model of',
  tryLabel: 'A sentence to classify',
  tryButton: 'Classify',
  noScript: (tasks: readonly string[]) =>
    `With JavaScript, your browser fine-tunes the reader here on labels that you pick: ${tasks.join('; ')}.`,
} as const;

function ordinal(number: number): string {
  return ['', 'first', 'second', 'third', 'fourth'][number] ?? `${number}th`;
}

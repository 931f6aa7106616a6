/** What a model card says, in English. */
export const modelCardStrings = {
  names: {
    translator: 'Translator',
    reader: 'Reader',
    answerer: 'Reader that answers questions',
    classifier: 'Reader that classifies',
    multilevel: 'Multi-level reader',
    'multilevel-flat': 'Flat reader, to compare with',
    'pocket-sora': 'Pocket Sora',
  } as Readonly<Record<string, string>>,
  task: 'Task',
  architecture: 'Architecture',
  parameters: 'Parameters',
  data: 'Data',
  command: 'Training command',
  seed: 'Seed',
  steps: 'Steps',
  part: 'Part',
  minutes: 'Minutes',
  time: 'Time',
  trainedFor: (minutes: number, machine: string) => `${minutes} minutes on ${machine}`,
  size: 'File',
  megabytes: (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`,
  millions: (parameters: number) => `${(parameters / 1e6).toFixed(1)} million`,
  bytes: (bytes: number) => `${number(bytes)} bytes, safetensors`,
  hash: 'SHA-256',
  files: 'Downloads',
  weights: 'weights',
  card: 'this card as JSON',
  log: 'log of the training',
  figures: 'Figures on held-out data',
  what: 'Measured',
  value: 'Result',
  count: 'Of',
  bar: 'Goal',
  notes: 'Known failures and what was tried',
  noNotes: 'None is written down.',
  loss: 'Loss',
  lossAlt: (name: string, first: string, last: string, steps: number) =>
    `Loss of the ${name} against the training step: ${first} at the start, ${last} at step ${number(steps)}.`,
  lossTable: 'The loss as a table',
  step: 'Step',
  number,
  figure: (value: number, unit: 'share' | 'decibels') =>
    unit === 'decibels' ? `${value.toFixed(1)} dB` : `${(100 * value).toFixed(2)}%`,
  lossValue: (value: number) => value.toPrecision(3),
  tryIt: 'Try it',
  studio: 'Make a clip of a prompt of your own in the studio',
} as const;

function number(value: number): string {
  return value.toLocaleString('en-US');
}

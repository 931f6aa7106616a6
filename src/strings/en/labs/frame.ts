/** What all labs say. */
export const labStrings = {
  cases: 'Examples',
  own: 'Settings of your own',
  reset: 'Back to the first state',
  run: 'Compute',
  stop: 'Stop',
  on: 'on',
  off: 'off',
  computing: 'Computing…',
  stale: 'The settings have changed since this was computed.',
  until: (value: string) => `Until then, ${value} is used.`,
  wanted: (wanted: string, got: string) => `Wanted ${wanted}, got “${got}”.`,
  ignored: (name: string, text: string, wanted: string) =>
    `The link says “${name}=${text}”. Wanted ${wanted}. It was left out.`,
  unknown: (name: string) =>
    `The link says “${name}”, which this lab does not have. It was left out.`,
  whole: (min: string, max: string) => `a whole number from ${min} to ${max}`,
  decimal: (min: string, max: string) => `a number from ${min} to ${max}`,
  oneOf: (options: readonly string[]) => `one of ${options.join(', ')}`,
  longest: (most: number) => `at most ${most} characters`,
  predict: 'Predict first',
  check: 'Check my prediction',
  show: 'Show the result',
  choose: 'Choose an answer first, or show the result.',
  right: 'Right.',
  wrong: (answer: string) => `Not quite: ${answer}.`,
  covered: 'The result waits for your prediction.',
  noScript:
    'To change the settings, turn JavaScript on. The numbers were computed when the course was built.',
  table: 'As a table',
  gallery: {
    title: (lab: string) => `${lab}: every case`,
    cases: (count: number) => `${count} cases`,
    open: (name: string, lab: string) => `Open “${name}” in the ${lab}`,
  },
};

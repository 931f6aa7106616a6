import type { StepKind } from '../../model/steps/step.ts';
import { layerSteps } from './steps/layer.ts';

/** One computed sentence a kind of step. Every number comes in from the trace. */
const sentences = {
  embedding: (tokens: number, width: number, token: string, first: string, second: string) =>
    `${count(tokens, 'token')} become ${tokens} × ${width} numbers. “${token}” starts with ${first} and ${second}.`,
  positions: (token: string, place: number, first: string, second: string) =>
    `“${token}” stands at place ${place} (counted from 0): its row starts with ${first} and ${second}.`,
  placed: (token: string, embedded: string, position: string, sum: string) =>
    `In channel 0 of “${token}”: embedding ${embedded} plus position ${position} makes ${sum}.`,
  unplaced: (tokens: number) =>
    `Without positions, the input is the embedding: shuffle the ${count(tokens, 'token')}, and the rows only change places.`,
  projection: (what: string, products: number, token: string, channel: number, value: string) =>
    `Each number of the ${what} takes ${count(products, 'product')} and a bias. The strongest is ${value}, in channel ${channel} of “${token}”.`,
  scores: (query: string, key: string, value: string, pairs: number) =>
    `Of ${count(pairs, 'pair')}, “${query}” asking “${key}” matches best: ${value}.`,
  mask: (blocked: number, pairs: number, future: number, padding: number) =>
    blocked === 0
      ? `None of the ${count(pairs, 'pair')} is blocked.`
      : `${blocked} of ${count(pairs, 'pair')} are blocked: ${[...(future > 0 ? [`${future} would look into the future`] : []), ...(padding > 0 ? [`${padding} would look at padding`] : [])].join(', ')}.`,
  pattern: (query: string, key: string, share: string) =>
    `“${query}” gives ${share} of its attention to “${key}”.`,
  empty: (rows: number) =>
    ` ${rows === 1 ? '1 row has' : `${rows} rows have`} no allowed key at all and stay${rows === 1 ? 's' : ''} 0.`,
  mix: (query: string, parts: readonly string[]) =>
    parts.length === 0
      ? `“${query}” attends to nothing: its row is 0.`
      : `The row of “${query}” is ${parts.join(' + ')}${parts.length > 2 ? ', the rest less' : ''}.`,
  share: (share: string, token: string) => `${share} of “${token}”`,
  joinedOne: 'With one head there is nothing to join: J is C.',
  joined: (heads: number, channels: number, width: number) =>
    `${heads} heads of ${count(channels, 'channel')} stand side by side: ${width} channels again.`,
  residual: (token: string, channel: number, before: string, change: string, sum: string) =>
    `The largest change is in channel ${channel} of “${token}”: ${before} before, ${change} added, ${sum} now.`,
  norm: (token: string, mean: string, spread: string) =>
    `The row of “${token}” had mean ${mean} and standard deviation ${spread}; before gain and bias it now has 0 and 1.`,
  hidden: (zeros: number, cells: number, share: string) =>
    `ReLU sets ${zeros} of ${count(cells, 'number')} to 0: ${share}.`,
};

const problems = {
  empty: 'There is no token here. Type at least one word.',
  characters: (got: number, max: number) =>
    `This text has ${got.toLocaleString('en-US')} characters; up to ${max} fit. Nothing was cut: shorten it and the numbers follow.`,
  tokens: (got: number, max: number) =>
    `This text has ${got} tokens; up to ${max} fit. Nothing was cut: leave out ${got - max}.`,
  longToken: (got: number, max: number) =>
    `One token is ${got} characters long; up to ${max} fit. A space cuts it in two.`,
  seed: (min: number, max: number) =>
    `A seed is a whole number from ${min} to ${max.toLocaleString('en-US')}.`,
  temperature: (min: number, max: number) => `A temperature is a number from ${min} to ${max}.`,
  weight: (limit: number) =>
    `That is not a number from −${limit.toLocaleString('en-US')} to ${limit.toLocaleString('en-US')}. The weight is as it was.`,
  heads: (width: number, choices: readonly number[]) =>
    `Heads have to divide the width ${width}: ${choices.join(', ')}.`,
  kept: (text: string) => `The numbers below still belong to “${text}”.`,
  manyEdits: (max: number) => `Up to ${max} weights can be edited at once.`,
};

export const stepperStrings = {
  steps: layerSteps,
  sentences,
  problems,

  region: (title: string) => `Step through: ${title}`,
  models: {
    attention: 'attention',
    encoder: 'an encoder layer',
    decoder: 'a decoder layer',
    'dit-block': 'a DiT block',
  },

  // The sentence
  text: 'Your sentence',
  chips: 'Tokens',
  tokenCount: (tokens: number, padding: number) =>
    padding === 0 ? count(tokens, 'token') : `${count(tokens, 'token')} + ${padding} padding`,
  pad: '[pad]',
  notes: {
    markup: 'Markup is plain text here: each sign is a token of its own.',
    emoji: 'An emoji is a token like any other: it gets a random vector of its own.',
    han: 'Each Chinese or Japanese character is one token, with a random vector of its own.',
    rightToLeft: 'Tokens are in reading order: the first one is the one that you read first.',
  },

  // Settings
  settings: 'Settings',
  seed: 'Seed',
  newSeed: 'New seed',
  width: 'Width D',
  heads: 'Heads H',
  temperature: 'Temperature τ',
  temperatureNumber: 'Temperature τ as a number',
  positions: 'Positions',
  causal: 'Causal mask',
  padding: 'Padding tokens',
  maskPadding: 'Mask the padding',
  norm: 'Norm',
  norms: { post: 'after the sum (2017)', pre: 'before the sub-layer' },
  reset: 'Start over',

  // Moving
  steppers: 'Steps',
  next: 'Next step',
  previous: 'Previous step',
  play: 'Play',
  pause: 'Pause',
  scrub: 'Step',
  scrubValue: (at: number, all: number, title: string) => `${at} of ${all}: ${title}`,
  position: (at: number, all: number) => `Step ${at} of ${all}`,
  timeline: 'Timeline: all steps',
  keys: 'Keys',
  keyList: [
    ['← →', 'on the timeline: previous and next step; Home and End: first and last'],
    ['arrows', 'in a matrix: move from cell to cell; Home and End: ends of the row'],
    ['digits', 'on a cell of a weight: type its new value; Enter sets it, Escape leaves it'],
  ] as const,

  // The stage
  shape: 'Shape',
  headChoice: 'Head',
  headNumber: (h: number) => `Head ${h}`,
  view: 'Show numbers as',
  views: { map: 'Heat map', table: 'Table' },
  inputs: 'Reads',
  result: 'Gives',
  formula: 'Formula',
  roles: { query: 'query', key: 'key', value: 'value', output: 'output' },
  noFormula: 'This formula was not rendered:',
  hint: 'Point at a cell of the result, or move there with the keyboard, to see how it was computed.',
  weightHint: 'Weights can be edited: pick a cell, type a number, press Enter.',
  operators: {
    linear: ['×', '+'],
    scores: ['row · row'],
    pattern: ['where'],
    mix: ['×'],
    sum: ['+'],
    none: [],
  },
  verbs: {
    embedding: 'look up',
    positions: 'sin, cos',
    x: 'add',
    query: 'multiply, add bias',
    key: 'multiply, add bias',
    value: 'multiply, add bias',
    scores: 'multiply, ÷ √d',
    mask: 'decide',
    pattern: 'softmax by row',
    mix: 'weighted mean',
    joined: 'side by side',
    output: 'multiply, add bias',
    residual: 'add',
    norm: 'normalize by row',
    hidden: 'multiply, add bias, ReLU',
    ffn: 'multiply, add bias',
  } satisfies Record<StepKind, string>,
  legend: (low: string, high: string) => `Colors from ${low} to ${high}`,
  weightTitles: {
    table: 'Embedding table',
    query: 'Query weights',
    key: 'Key weights',
    value: 'Value weights',
    output: 'Output weights',
    modulation: 'Modulation weights',
    inner: 'Inner weights',
    outer: 'Outer weights',
    bias: 'Bias',
    gain: 'Gain',
  },

  // Matrices
  matrix: (title: string, shape: string) => `${title}, ${shape}`,
  scrollable: (title: string) => `${title}, scrolls sideways`,
  pair: (query: string, key: string) => `${query} to ${key}`,
  channel: (channel: string) => `channel ${channel}`,
  edited: 'edited',
  rowName: (row: string) => `row ${row}`,

  // How a cell was computed
  work: 'How this cell was computed',
  workOf: (title: string, place: string) => `${title}, ${place}`,
  maskWork: {
    allowed: 'allowed: 1',
    causal: 'the key lies in the future: 0',
    padded: 'the key is padding: 0',
    both: 'the key lies in the future and is padding: 0',
  },
  blockedWork: 'The mask blocks this pair, or the whole row: exactly 0.',

  // Weights
  weightCell: (title: string, place: string) => `${title}, ${place}`,
  newValue: 'New value',
  setWeight: 'Set',
  resetWeights: 'Reset weights',
  editedCount: (edits: number) => `${count(edits, 'weight')} edited`,
  droppedEdits: (edits: number) =>
    `${count(edits, 'edited weight')} no longer exist${edits === 1 ? 's' : ''} and ${edits === 1 ? 'was' : 'were'} dropped.`,

  // Code
  code: 'The same step, three times',
  typescript: 'TypeScript, the code that runs here',
  keras: 'Python with Keras',
  noCode: 'No line of its own.',
  line: (number: number) => `line ${number}`,

  // Predictions
  predict: 'Predict, then reveal',
  predictShape: (title: string) => `Which shape will “${title}” have?`,
  predictTokenIn: (token: string, sentence: string) =>
    `In “${sentence}”, which token will “${token}” attend to most?`,
  predictToken: (token: string) => `Which token will “${token}” attend to most?`,
  check: 'Reveal',
  skip: 'Skip',
  choose: 'Choose an answer first, or skip.',
  hidden: 'Hidden until you have predicted.',
  right: 'Right.',
  wrong: 'Not quite.',
  whyShape: (letters: string, meanings: string) => `The shape is ${letters}: ${meanings}.`,
  whyToken: (query: string, key: string, score: string, share: string, runner: string) =>
    `“${query}” scores “${key}” highest: ${score} against ${runner} for the next one. Softmax keeps that order, so it gets the largest weight, ${share}.`,
  whyOnly: (query: string, key: string, share: string) =>
    `“${key}” is the only key that “${query}” may see, so it gets ${share}.`,
  skipped: 'Skipped.',
  tally: (right: number, made: number) =>
    made === 0 ? 'No prediction yet' : `${right} of ${count(made, 'prediction')} right`,

  // The shelf
  shelf: 'Every tensor so far',
  shelfNote:
    'In full precision: each number is the shortest decimal that reads back as the same float32.',
  copyTensor: 'Copy as JSON',
  copied: 'Copied.',

  // Status
  built: 'Computed when this page was built. Touch anything, and your browser computes it again.',
  live: (milliseconds: number, backend: string) =>
    `Computed in your browser, ${milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)} ms, ${backend}.`,
  starting: 'Starting the engine…',
  computing: 'Computing…',
  restarted: 'The engine had to start again.',
  unavailable: (why: string) =>
    `The engine is not available (${why}). You can still step through the example that was computed when this page was built; your own sentence, settings and weights need the engine.`,
  failed: (why: string) => `This could not be computed: ${why}.`,
  retry: 'Try again',

  // Links
  fromLink: 'Some of the link was left out:',
  more: (left: number) => `and ${left} more`,
  ignored: {
    key: 'not a setting of this stepper',
    encoding: 'not readable text',
    twice: 'given twice; the first one counts',
    step: 'no such step here',
    weight: 'no such weight here',
    head: (heads: number) => `a whole number from 1 to ${heads}`,
    edits: (max: number) => `only ${max} edits are possible`,
    oneOf: (choices: readonly string[]) => `one of ${choices.join(', ')}`,
    long: (got: number, max: number) =>
      `the link has ${got.toLocaleString('en-US')} characters; up to ${max.toLocaleString('en-US')} are read`,
  },

  noScript:
    'This example was computed when the page was built. With JavaScript you can step through it, use your own sentence and change every weight.',
};

function count(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
}

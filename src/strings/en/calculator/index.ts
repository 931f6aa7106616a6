import type { CalculatorName } from '../../../interview/design/index.ts';
import { cost } from './cost.ts';
import { data } from './data.ts';
import { evaluation } from './evaluation.ts';
import { safety } from './safety.ts';
import { serving } from './serving.ts';
import type { AnyTexts } from './texts.ts';
import { training } from './training.ts';

/** What each calculator says, in English. */
export const calculatorTexts: Readonly<Record<CalculatorName, AnyTexts>> = {
  serving,
  training,
  evaluation,
  data,
  safety,
  cost,
};

const list = (values: readonly (number | string)[]) => values.join(', ');

/** What all calculators and the pages of the design questions say, in English. */
export const calculatorStrings = {
  assumed: 'assumption',
  assumptions:
    'Fields marked “assumption” have no source: prices, peaks and rates differ. Put in your own.',
  fixed: 'These are the results for the values that stand here. Changing them takes JavaScript.',
  reset: 'All as at first',
  results: 'Results',
  headline: (results: readonly string[]) => `${results.join('. ')}.`,
  result: (label: string, value: string) => `${label}: ${value}`,

  // What is wrong with a field
  misfit: {
    bounds: (min: string, max: string, whole: boolean) =>
      `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`,
    options: (options: readonly number[]) => `one of ${list(options)}`,
    grid: (every: number, from: number, near: readonly string[]) =>
      `${from === 0 ? `a multiple of ${every}` : `${every}n + ${from}`}, such as ${near.join(' or ')}`,
    most: (most: string) => `at most ${most}, with the other values`,
  },
  wanted: (wanted: string, got: string) =>
    `Wanted ${wanted}; got ${got === '' ? 'nothing' : `“${got}”`}.`,
  until: 'The results are still those of the last values that fit.',
  unknown: (name: string) =>
    `The link names “${name}”, which this calculator does not have. It was left out.`,

  // The pages
  tests: 'What they really test',
  asked: 'The question',
  time: 'Time',
  minutes: (minutes: number) => `${minutes} min at a whiteboard`,
  change: 'In the calculator',
  columns: { result: 'Result', before: 'Before', after: 'Now' },

  // Units
  seconds: (text: string) => `${text} s`,
  minutesOf: (text: string) => `${text} min`,
  hoursOf: (text: string) => `${text} h`,
  daysOf: (text: string) => `${text} days`,
  money: (text: string) => `$${text}`,
  million: 'million',
  billion: 'billion',
  trillion: 'trillion',
} as const;

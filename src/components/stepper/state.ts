import { LIMITS } from '../../engine/limits.ts';
import type { Edit, Job } from '../../engine/protocol.ts';
import { sequenceOf, tableLetter } from '../../engine/sequences.ts';
import { splitWords } from '../../world/words.ts';
import type { Instrument } from './instrument.ts';

/** What a reader sets. With the model it makes a job. */
export interface Settings {
  readonly text: string;
  /** The second text, of a model that reads two. */
  readonly source: string;
  readonly seed: number;
  readonly width: number;
  readonly heads: number;
  readonly temperature: number;
  readonly positions: boolean;
  readonly causal: boolean;
  readonly padding: number;
  readonly maskPadding: boolean;
  readonly norm: 'post' | 'pre';
  readonly time: number;
  readonly frames: number;
  readonly zero: boolean;
}

/** Everything about one stepper that a link restores. */
export interface State {
  readonly settings: Settings;
  readonly edits: readonly Edit[];
  /** The tap name of the current step: an index would shift when a mask comes or goes. */
  readonly step: string;
  /** Which head the matrices show. */
  readonly head: number;
  readonly view: 'map' | 'table';
  readonly predict: boolean;
}

export type Model = Job['model'];

/** What a lesson may leave out. */
export const DEFAULTS: Omit<Settings, 'text'> = {
  source: '',
  seed: LIMITS.seed.default,
  width: 8,
  heads: 1,
  temperature: LIMITS.temperature.default,
  positions: true,
  causal: false,
  padding: LIMITS.padding.default,
  maskPadding: true,
  norm: 'post',
  time: 500,
  frames: 2,
  zero: false,
};

/** The state in which a stepper starts. */
export function startState(instrument: Instrument, settings: Settings, step?: string): State {
  const steps = stepNames(instrument, settings);
  return {
    settings,
    edits: [],
    step: findStep(steps, step ?? '') ?? steps[0] ?? '',
    head: 0,
    view: 'map',
    predict: false,
  };
}

/** The step of a name, or else the first whose name ends so. */
export function findStep(names: readonly string[], end: string): string | undefined {
  return names.find((name) => name === end) ?? names.find((name) => name.endsWith(`.${end}`));
}

/** The job that a state asks for. */
export function toJob(model: Model, settings: Settings, edits: readonly Edit[]): Job {
  const { text, source, time, frames, zero, ...shared } = settings;
  const decoder = model === 'decoder' && { source: splitWords(source) };
  const block = model === 'dit-block' && { time, frames, zero };
  return { ...shared, model, tokens: splitWords(text), ...decoder, ...block, edits };
}

export function stepNames({ model, steps }: Instrument, settings: Settings): readonly string[] {
  return steps(toJob(model, settings, [])).map(({ name }) => name);
}

/**
 * The state with other settings. A step that no longer exists gives way to the one after it, and
 * edits that no longer mean the same weight are dropped: a table row belongs to its token, and
 * another width or model has other weights.
 */
export function withSettings(
  instrument: Instrument,
  state: State,
  change: Partial<Settings>,
): State {
  const settings = { ...state.settings, ...change };
  const before = toJob(instrument.model, state.settings, []);
  const after = toJob(instrument.model, settings, []);
  return {
    ...state,
    settings,
    edits: state.edits.filter((edit) => keepsEdit(edit, before, after)),
    step: nearestStep(
      state.step,
      stepNames(instrument, state.settings),
      stepNames(instrument, settings),
    ),
    head: Math.min(state.head, settings.heads - 1),
  };
}

/** The state with one weight set. A cell that was set before is set anew. */
export function withEdit(state: State, edit: Edit): State {
  const others = state.edits.filter((other) => editKey(other) !== editKey(edit));
  return { ...state, edits: [...others, edit] };
}

/** One text per weight cell. */
export function editKey({ name, index }: Omit<Edit, 'value'>): string {
  return `${name}[${index.join()}]`;
}

/** The numbers of heads that divide a width. */
export function headChoices(width: number): readonly number[] {
  return LIMITS.heads.filter((heads) => width % heads === 0);
}

/** The largest allowed number of heads that divides the width and is no more than `heads`. */
export function fittingHeads(width: number, heads: number): number {
  return headChoices(width).findLast((choice) => choice <= heads) ?? 1;
}

function keepsEdit({ name, index }: Edit, before: Job, after: Job): boolean {
  if (before.width !== after.width) return false;
  const letter = tableLetter(name);
  if (letter === undefined) return true;
  const [row = 0] = index;
  const [old, now] = [sequenceOf(before, name, letter), sequenceOf(after, name, letter)];
  const length = now.tokens.length;
  return row < old.tokens.length
    ? old.tokens[row] === now.tokens[row]
    : old.tokens.length === length && row < length + now.padding;
}

function nearestStep(step: string, before: readonly string[], after: readonly string[]): string {
  const following = before.slice(before.indexOf(step));
  return following.find((name) => after.includes(name)) ?? after.at(-1) ?? '';
}

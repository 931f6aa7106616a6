import { LIMITS } from '../../engine/limits.ts';
import type { Edit, Job } from '../../engine/protocol.ts';
import { jobSteps } from '../../engine/steps.ts';
import { splitWords } from '../../world/words.ts';

/** What a reader sets. With the model it makes a job. */
export interface Settings {
  readonly text: string;
  readonly seed: number;
  readonly width: number;
  readonly heads: number;
  readonly temperature: number;
  readonly positions: boolean;
  readonly causal: boolean;
  readonly padding: number;
  readonly maskPadding: boolean;
  readonly norm: 'post' | 'pre';
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
  seed: LIMITS.seed.default,
  width: 8,
  heads: 1,
  temperature: LIMITS.temperature.default,
  positions: true,
  causal: false,
  padding: LIMITS.padding.default,
  maskPadding: true,
  norm: 'post',
};

/** The state in which a stepper starts. */
export function startState(model: Model, settings: Settings, step?: string): State {
  const steps = stepNames(model, settings);
  const found = steps.find((name) => name === step || name.endsWith(`.${step ?? ''}`));
  return {
    settings,
    edits: [],
    step: found ?? steps[0] ?? '',
    head: 0,
    view: 'map',
    predict: false,
  };
}

/** The job that a state asks for. */
export function toJob(model: Model, { text, ...settings }: Settings, edits: readonly Edit[]): Job {
  return { ...settings, model, tokens: splitWords(text), edits };
}

export function stepNames(model: Model, settings: Settings): readonly string[] {
  return jobSteps(toJob(model, settings, [])).map(({ name }) => name);
}

/**
 * The state with other settings. A step that no longer exists gives way to the one after it, and
 * edits that no longer mean the same weight are dropped: a table row belongs to its token, and
 * another width or model has other weights.
 */
export function withSettings(model: Model, state: State, change: Partial<Settings>): State {
  const settings = { ...state.settings, ...change };
  return {
    ...state,
    settings,
    edits: state.edits.filter((edit) => keepsEdit(edit, state.settings, settings)),
    step: nearestStep(state.step, stepNames(model, state.settings), stepNames(model, settings)),
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

function keepsEdit({ name, index }: Edit, before: Settings, after: Settings): boolean {
  if (before.width !== after.width) return false;
  if (name !== 'embedding.table') return true;
  const [row = 0] = index;
  const [old, now] = [splitWords(before.text), splitWords(after.text)];
  const padded = row >= old.length;
  return padded
    ? old.length === now.length && row < now.length + after.padding
    : old[row] === now[row];
}

function nearestStep(step: string, before: readonly string[], after: readonly string[]): string {
  const following = before.slice(before.indexOf(step));
  return following.find((name) => after.includes(name)) ?? after.at(-1) ?? '';
}

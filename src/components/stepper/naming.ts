import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import type { Step, StepKind } from '../../model/steps/index.ts';
import type { Job } from '../../engine/protocol.ts';
import { numberLabels, wordLabels } from '../matrix/labels.ts';
import type { Labels } from '../matrix/grid.ts';
import type { Scale } from '../matrix/heat.ts';
import type { Place } from '../matrix/slice.ts';

export type Role = 'query' | 'key' | 'value' | 'output';

/** The title of a step. Two steps of one kind carry a number: `Layer norm 2`. */
export function titleOf({ kind, name }: Pick<Step, 'kind' | 'name'>): string {
  return `${strings.steps[kind].title}${numbered(kind, name, ' ')}`;
}

/** A letter with an index below it: `W` and `Q`. */
export interface MathSymbol {
  readonly base: string;
  readonly sub: string;
}

/** What formulas call the result of a step: `N₂`. */
export function symbolOf({ kind, name }: Pick<Step, 'kind' | 'name'>): MathSymbol {
  return { base: strings.steps[kind].symbol, sub: numbered(kind, name, '') };
}

/** The role of a tensor or weight, if it has one. The feed-forward output is not an attention's. */
export function roleOf(name: string): Role | undefined {
  if (name.includes('.ffn.')) return undefined;
  return ROLES.find((role) => name.split('.').includes(role));
}

/** What a weight is called: `Query weights`, `Bias`. */
export function weightTitle(path: string): string {
  const [owner = '', part = ''] = path.split('.').slice(-2);
  const titles: Readonly<Record<string, string>> = strings.weightTitles;
  return titles[part === 'weight' ? owner : part] ?? path;
}

/** What formulas call a weight: `W_Q`, `b`, `g`. */
export function weightSymbol(path: string): MathSymbol {
  const part = path.split('.').at(-1) ?? '';
  const base = { weight: 'W', bias: 'b', gain: 'g', table: 'table' }[part] ?? part;
  const owner = roleOf(path);
  const layer = /\.(inner|outer)\./.exec(path)?.[1];
  const number = /norm(\d)/.exec(path)?.[1] ?? '';
  return {
    base,
    sub: owner ? SMALL[owner] : layer ? ({ inner: '1', outer: '2' }[layer] ?? '') : number,
  };
}

/** A pattern and a mask hold weights from 0 to 1; everything else is signed. */
export function scaleOf(kind: StepKind | undefined): Scale {
  return kind === 'pattern' || kind === 'mask' ? 'sequential' : 'diverging';
}

/** The tokens as labels, padding included. */
export function tokenLabels({
  tokens,
  padding,
}: Pick<Job, 'tokens' | 'padding'>): readonly string[] {
  return wordLabels([...tokens, ...Array<string>(padding).fill(strings.pad)]);
}

/** What stands beside and above a tensor: tokens, or numbers of channels. */
export function labelsOf(name: string, kind: StepKind | undefined, job: Job, size: Size): Labels {
  const tokens = tokenLabels(job);
  const byToken = kind !== undefined || name === 'embedding.table';
  const single = size.rows === 1 && !byToken;
  return {
    rows: byToken ? tokens : single ? [''] : numberLabels(size.rows),
    columns: isSquare(kind) ? tokens : numberLabels(size.columns),
  };
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

const ROLES = ['query', 'key', 'value', 'output'] as const satisfies readonly Role[];

const SMALL: Readonly<Record<Role, string>> = { query: 'Q', key: 'K', value: 'V', output: 'O' };

function numbered(kind: StepKind, name: string, before: string): string {
  const digit = /\d$/.exec(name)?.[0];
  return (kind === 'norm' || kind === 'residual') && digit ? `${before}${digit}` : '';
}

/** One cell of a matrix in words: `red to circle`, or `red, channel 3`. */
export function placeName(name: string, kind: StepKind | undefined, labels: Labels, place: Place) {
  const row = labels.rows[place.row] ?? '';
  const column = labels.columns[place.column] ?? '';
  if (isSquare(kind)) return strings.pair(row, column);
  const channel = strings.channel(column);
  const byToken = kind !== undefined || name === 'embedding.table';
  return row === '' ? channel : `${byToken ? row : strings.rowName(row)}, ${channel}`;
}

/** What stands between the inputs of a step. */
export function operatorsOf(kind: StepKind): readonly string[] {
  const { linear, scores, pattern, mix, sum, none } = strings.operators;
  switch (kind) {
    case 'scores':
      return scores;
    case 'pattern':
      return pattern;
    case 'mix':
      return mix;
    case 'x':
    case 'residual':
      return sum;
    case 'query':
    case 'key':
    case 'value':
    case 'output':
    case 'hidden':
    case 'ffn':
      return linear;
    default:
      return none;
  }
}

/** Rows and columns are both tokens. */
function isSquare(kind: StepKind | undefined): boolean {
  return kind === 'scores' || kind === 'mask' || kind === 'pattern';
}

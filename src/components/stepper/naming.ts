import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import type { Job } from '../../engine/protocol.ts';
import { sequenceOf, tableLetter } from '../../engine/sequences.ts';
import type { Sequence } from '../../engine/sequences.ts';
import type { Letter } from '../../model/letters.ts';
import { numberLabels, wordLabels } from '../matrix/labels.ts';
import type { Labels } from '../matrix/grid.ts';
import type { Scale } from '../matrix/heat.ts';
import type { Place } from '../matrix/slice.ts';
import type { Role } from '../picture/ink.ts';

/** A letter with an index below it: `W` and `Q`. */
export interface MathSymbol {
  readonly base: string;
  readonly sub: string;
}

/** The role of a tensor or weight, if it has one: only those of an attention do. */
export function roleOf(name: string): Role | undefined {
  return /(?:attention|self|cross)\.(query|key|value|output)\b/.exec(name)?.[1] as Role | undefined;
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
export function scaleOf(kind: string | undefined): Scale {
  return kind === 'pattern' || kind === 'mask' ? 'sequential' : 'diverging';
}

/** The tokens as labels, padding included. */
export function tokenLabels({ tokens, padding }: Sequence): readonly string[] {
  return wordLabels([...tokens, ...Array<string>(padding).fill(strings.pad)]);
}

/** What stands beside and above a tensor or weight: tokens, or numbers of channels. */
export function labelsOf(name: string, step: Shaped | undefined, job: Job, size: Size): Labels {
  const [column, row] = lettersOf(name, step);
  const labels = (letter: Letter | undefined, count: number) =>
    isToken(letter) ? tokenLabels(sequenceOf(job, name, letter)) : numberLabels(count);
  const single = size.rows === 1 && !isToken(row);
  return {
    rows: single ? [''] : labels(row, size.rows),
    columns: labels(column, size.columns),
  };
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

interface Shaped {
  readonly shape: readonly Letter[];
}

/** What the columns and the rows count. Of a weight only that is known whether its rows are tokens. */
function lettersOf(name: string, step: Shaped | undefined): readonly (Letter | undefined)[] {
  return step ? step.shape.toReversed() : [undefined, tableLetter(name)];
}

function isToken(letter: Letter | undefined): letter is 'T' | 'S' {
  return letter === 'T' || letter === 'S';
}

const SMALL: Readonly<Record<Role, string>> = { query: 'Q', key: 'K', value: 'V', output: 'O' };

/** One cell of a matrix in words: `red to circle`, or `red, channel 3`. */
export function placeName(
  name: string,
  step: Shaped | undefined,
  labels: Labels,
  place: Place,
): string {
  const [columns, rows] = lettersOf(name, step);
  const row = labels.rows[place.row] ?? '';
  const column = labels.columns[place.column] ?? '';
  if (isToken(columns)) return strings.pair(row, column);
  const channel = strings.channel(column);
  return row === '' ? channel : `${isToken(rows) ? row : strings.rowName(row)}, ${channel}`;
}

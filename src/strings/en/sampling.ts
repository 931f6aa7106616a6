/** A share of `count` clips, with its interval of 95 % confidence. */
export interface Share {
  readonly value: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** What the card of pocket Sora says of guidance, steps and sizes, in English. */
export const samplingStrings = {
  title: 'What sampling and training change',
  lead: (steps: number, guidance: number) =>
    `The share of held-out prompts for which all is right: how many things, their sizes, colors, shapes, places and motion. Unless a plot compares it, a clip takes ${steps} steps with guidance ${guidance}.`,
  panels: {
    guidance: 'Guidance',
    steps: 'Sampling steps',
    size: 'Size of the transformer',
  },
  series: { one: 'one thing', two: 'two things' },
  guidance: (value: number) => `guidance ${value}`,
  steps: (value: number) => `${value} ${value === 1 ? 'step' : 'steps'}`,
  parameters: (value: number) => `${value.toLocaleString('en-US')} parameters`,
  shape: (layers: number, width: number) => `${layers} layers, width ${width}`,
  /** 2.5 × 10¹⁵ */
  macs: (value: number) => {
    const power = Math.floor(Math.log10(value));
    return `${(value / 10 ** power).toPrecision(2)} × 10${superscript(power)}`;
  },
  /** At a tick of the axis there is little room. */
  tick: {
    guidance: (label: string) => label.replace('guidance ', ''),
    steps: (label: string) => label.replace(/ steps?/, ''),
    size: (label: string) => label.replace(/,\d+ parameters/, ''),
  },
  axis: { guidance: 'guidance', steps: 'steps', size: 'parameters, in thousands' },
  plot: (title: string, points: readonly string[]) =>
    `${title}: the share of prompts for which all is right. ${points.join('; ')}.`,
  point: (label: string, one: string, two: string) =>
    `${label}: ${one} with one thing, ${two} with two`,
  worse: (
    label: string,
    things: 'one' | 'two',
    { value }: Share,
    { value: usual }: Share,
    than: string,
  ) =>
    `With ${label} less is right: ${share(value)} of clips of ${thingsOf(things)}, and ${share(usual)} with ${than}.`,
  better: (
    label: string,
    things: 'one' | 'two',
    { value }: Share,
    { value: usual }: Share,
    than: string,
  ) =>
    `With ${label} more is right: ${share(value)} of clips of ${thingsOf(things)}, and ${share(usual)} with ${than}.`,
  alike: (labels: readonly string[], than: string) =>
    `Between ${than} and ${list(labels)} these clips show no difference: the intervals overlap.`,
  note: 'Bars are intervals of 95% confidence.',
  sizeNote:
    'The three transformers saw the same batches for as many steps. The multiply-accumulates of their training are estimates: three passes over every token, the text at its longest.',
  table: 'As a table',
  columns: {
    compared: 'Compared',
    one: 'One thing',
    two: 'Two things',
    interval: '95% interval',
    of: 'Of',
    shape: 'Shape',
    macs: 'Multiply-accumulates of training, about',
  },
  share,
  interval: (low: number, high: number) => `${share(low)} to ${share(high)}`,
} as const;

function share(value: number): string {
  return `${(100 * value).toFixed(1)}%`;
}

function thingsOf(things: 'one' | 'two'): string {
  return things === 'one' ? 'one thing' : 'two things';
}

function list(labels: readonly string[]): string {
  const [last, ...others] = labels.toReversed();
  return others.length === 0 ? (last ?? '') : `${others.toReversed().join(', ')} or ${last ?? ''}`;
}

function superscript(number: number): string {
  return [...String(number)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit).join('');
}

import { tunerStrings as strings } from '../../strings/en/tuner.ts';
import { percent, short } from '../matrix/numbers.ts';
import { below } from '../picture/arrange.ts';
import type { Ink } from '../picture/ink.ts';
import { sheetOf } from '../picture/sheet.ts';
import type { Part } from '../picture/sheet.ts';
import { element, hexOf, moved, textAt } from '../picture/svg.ts';
import { DOT } from '../picture/words.ts';
import { axesOf, pathOf, spread } from './plot.ts';
import type { Axes } from './plot.ts';
import { cellsOf, resultSentence } from './runs.ts';
import type { Point, ShownRun } from './runs.ts';

/** A line against the step, with the number of its run. */
interface Line {
  readonly id: number;
  readonly points: readonly Point[];
}

interface Plot {
  readonly title: string;
  readonly axis: string;
  readonly lines: readonly Line[];
  readonly axes: Axes;
  readonly write: (value: number) => string;
}

/** Of the box that the lines are in, and of what stands around it. */
const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, SIZE] = [440, 160, 56, 30, 24, 11];

/** The runs as an SVG file: their losses, their accuracies, and what each was and came to. */
export function runsPicture(runs: readonly ShownRun[], ink: Ink): string {
  const steps = Math.max(...runs.map(({ settings }) => settings.steps));
  const losses = runs.map(({ id, losses: points }) => ({ id, points }));
  const accuracies = runs.map(({ id, accuracies: points }) => ({ id, points }));
  const axes = (lines: readonly Line[]) =>
    axesOf(
      lines.map(({ points }) => points),
      steps,
    );
  const { loss, lossAxis, accuracy, accuracyAxis } = strings;
  const plots = [
    { title: loss, axis: lossAxis, lines: losses, axes: axes(losses), write: short },
    {
      title: accuracy,
      axis: accuracyAxis,
      lines: accuracies,
      axes: { ...axes(accuracies), most: 1 },
      write: percent,
    },
  ];
  const drawings = below(
    plots.map((plot) => drawPlot(plot, ink)),
    12,
  );
  return sheetOf([drawings], [strings.region, ...runs.flatMap(captionsOf)], ink);
}

/** A run as its row of the table, its settings included, and what it has come to. */
function captionsOf(run: ShownRun): readonly string[] {
  const { mode, rank, task } = run.settings;
  const [name = '', ...cells] = cellsOf(run);
  const [, ...columns] = Object.values(strings.columns);
  const row = columns.flatMap((column, i) => (cells[i] ? [said(column, cells[i])] : []));
  return [
    [
      name,
      said(strings.task, strings.tasks[task]),
      said(strings.mode, strings.modes[mode]),
      ...(mode === 'lora' ? [said(strings.rank, String(rank))] : []),
      ...row,
    ].join(DOT),
    ...(run.result ? [resultSentence(run)] : []),
  ];
}

function said(name: string, value: string): string {
  return `${name}: ${value}`;
}

function drawPlot({ title, axis, lines, axes, write }: Plot, ink: Ink): Part {
  const quiet = { 'font-size': SIZE, fill: ink.quiet };
  const end = { ...quiet, 'text-anchor': 'end' };
  const bottom = TOP + HEIGHT;
  return {
    width: LEFT + WIDTH + RIGHT,
    height: bottom + 22,
    marks: [
      textAt(0, 14, title, { 'font-size': 13, 'font-weight': 700, fill: ink.text }),
      textAt(LEFT - 6, TOP + 8, write(axes.most), end),
      textAt(LEFT - 6, bottom, '0', end),
      textAt(LEFT, bottom + 16, axis, quiet),
      textAt(LEFT + WIDTH, bottom + 16, strings.stepAxis(axes.steps), end),
      moved(LEFT, TOP, grid(ink.line), ...drawLines(lines, axes, ink)),
    ].join(''),
  };
}

function grid(stroke: string): string {
  const faint = { stroke, 'stroke-width': 0.5, fill: 'none' };
  return (
    element('path', { ...faint, d: `M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}` }) +
    element('path', { ...faint, 'stroke-width': 1, d: `M0 0V${HEIGHT}H${WIDTH}` })
  );
}

function drawLines(lines: readonly Line[], axes: Axes, ink: Ink): readonly string[] {
  const ends = lines.flatMap(({ id, points }) => {
    const last = points.at(-1);
    return last ? [{ id, ...last }] : [];
  });
  const heights = spread(
    ends.map(({ value }) => 100 * (1 - value / axes.most)),
    9,
  );
  return [
    ...lines.map(({ id, points }) =>
      element('path', {
        d: pathOf(points, axes, { width: WIDTH, height: HEIGHT }),
        fill: 'none',
        'stroke-width': 2,
        ...strokeOf(id, ink),
      }),
    ),
    ...ends.map(({ id, step }, i) =>
      textAt((WIDTH * step) / axes.steps + 4, ((heights[i] ?? 0) * HEIGHT) / 100 + 4, String(id), {
        'font-size': SIZE,
        'font-weight': 700,
        fill: ink.text,
      }),
    ),
  ];
}

/** Color and dash of a run, as the page has them. */
function strokeOf(id: number, { heat, quiet }: Ink): Readonly<Record<string, string | undefined>> {
  const [stroke, dash] = (
    [
      [hexOf(heat.weight), '9 3 2 3'],
      [hexOf(heat.negative), undefined],
      [hexOf(heat.positive), '7 3'],
      [quiet, '2 3'],
    ] as const
  )[id % 4] ?? [quiet, undefined];
  return { stroke, 'stroke-dasharray': dash };
}

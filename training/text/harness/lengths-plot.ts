import type { Point } from '../models/lengths.ts';

const [WIDTH, HEIGHT] = [480, 250];
const FRAME = { left: 52, right: 12, top: 44, bottom: 34 };

/** A reader as a line of its own color and dashes. */
export interface Series {
  readonly label: string;
  readonly points: readonly Point[];
}

/** One drawing below the other: accuracy with its intervals, then multiply-accumulates in powers of ten. */
export function plotLengths(series: readonly Series[], trained: number): string {
  const lengths = series.flatMap(({ points }) => points.map(({ sentences }) => sentences));
  const x = (sentences: number) =>
    FRAME.left + (sentences / Math.max(...lengths)) * (WIDTH - FRAME.left - FRAME.right);
  const costs = series.flatMap(({ points }) => points.map(({ macs }) => Math.log10(macs)));
  const [low, high] = [Math.floor(Math.min(...costs)), Math.ceil(Math.max(...costs))];
  const accuracy = axis(0, [0, 0.25, 0.5, 0.75, 1], (share) => `${100 * share} %`);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const macs = axis(HEIGHT, powers, millions);
  const lines = (y: (value: number) => number, of: (point: Point) => number) =>
    series.map(({ points }, i) => {
      const places = points.map((point) => `${round(x(point.sentences))},${round(y(of(point)))}`);
      return `<polyline points="${places.join(' ')}" class="line s${i}"/>`;
    });
  const bars = series.flatMap(({ points }, i) =>
    points.map(({ sentences, low, high }) => {
      const [at, from, to] = [x(sentences), accuracy.y(low), accuracy.y(high)].map(round);
      return `<path d="M${at} ${from}V${to}" class="line s${i} bar"/>`;
    }),
  );
  const panel = (top: number, title: string, marks: readonly string[]) => [
    text(8, top + 14, title, 'start'),
    ...legend(series, top + 30),
    `<path d="M${round(x(trained))} ${top + FRAME.top}V${top + HEIGHT - FRAME.bottom}" class="edge"/>`,
    ...[...new Set(lengths)].map((n) => text(x(n), top + HEIGHT - 18, String(n), 'middle')),
    text((FRAME.left + WIDTH) / 2, top + HEIGHT - 3, 'sentences of the paragraph', 'middle'),
    ...marks,
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${2 * HEIGHT}" role="img">`,
    `<title>Accuracy and multiply-accumulates against the length of the paragraph</title>`,
    `<style>${STYLE}</style>`,
    ...panel(0, `questions answered right (trained up to the line at ${trained})`, [
      ...accuracy.grid,
      ...bars,
      ...lines(accuracy.y, (point) => point.accuracy),
    ]),
    ...panel(HEIGHT, 'multiply-accumulates of one answer, in millions', [
      ...macs.grid,
      ...lines(macs.y, (point) => Math.log10(point.macs)),
    ]),
    '</svg>\n',
  ].join('\n');
}

/** An upright axis with a line at each tick. */
function axis(top: number, ticks: readonly number[], label: (tick: number) => string) {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const y = (value: number) =>
    top + FRAME.top + ((high - value) / (high - low)) * (HEIGHT - FRAME.top - FRAME.bottom);
  const grid = ticks.flatMap((tick) => [
    `<path d="M${FRAME.left} ${round(y(tick))}H${WIDTH - FRAME.right}" class="grid"/>`,
    text(FRAME.left - 6, y(tick) + 4, label(tick), 'end'),
  ]);
  return { y, grid };
}

function legend(series: readonly Series[], y: number): string[] {
  return series.flatMap(({ label }, i) => {
    const x = FRAME.left + i * 200;
    return [`<path d="M${x} ${y - 4}h24" class="line s${i}"/>`, text(x + 30, y, label, 'start')];
  });
}

function millions(power: number): string {
  return power < 6 ? (10 ** (power - 6)).toFixed(6 - power) : String(10 ** (power - 6));
}

// In a page it is an image, which sees what the reader prefers and no style of the page.
const STYLE =
  'text{font:12px sans-serif;fill:#444}.grid{stroke:#8885}.edge{stroke:#888;stroke-dasharray:2 3}' +
  '.line{fill:none;stroke-width:2}.bar{stroke-width:1;stroke-dasharray:none!important}' +
  '.s0{stroke:#2563a8}.s1{stroke:#b45309;stroke-dasharray:6 3}' +
  '@media(prefers-color-scheme:dark){text{fill:#ccc}.s0{stroke:#7db4f0}.s1{stroke:#f0a860}}';

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${content}</text>`;
}

function round(number: number): number {
  return Number(number.toFixed(1));
}

import { isStep } from './log.ts';
import type { Line } from './log.ts';

const [WIDTH, HEIGHT] = [480, 240];
const FRAME = { left: 44, right: 12, top: 24, bottom: 30 };

/** The loss against the step as a drawing of its own, both axes named; the loss in powers of ten. */
export function plotLoss(title: string, lines: readonly Line[]): string {
  const steps = lines.filter(isStep);
  const last = steps.at(-1)?.step ?? 1;
  const losses = steps.map(({ loss }) => Math.log10(loss));
  const [low, high] = [Math.floor(Math.min(...losses)), Math.ceil(Math.max(...losses))];
  const x = (step: number) => FRAME.left + (step / last) * (WIDTH - FRAME.left - FRAME.right);
  const y = (power: number) =>
    FRAME.top + ((high - power) / (high - low)) * (HEIGHT - FRAME.top - FRAME.bottom);
  const points = steps.map(({ step }, i) => `${round(x(step))},${round(y(losses[i] ?? 0))}`);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const across = powers.flatMap((power) => [
    `<path d="M${FRAME.left} ${round(y(power))}H${WIDTH - FRAME.right}" class="grid"/>`,
    text(FRAME.left - 6, y(power) + 4, label(power), 'end'),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    text(FRAME.left, 14, 'loss'),
    ...across,
    text(FRAME.left, HEIGHT - 10, '0', 'middle'),
    text(WIDTH - FRAME.right, HEIGHT - 10, `step ${last}`, 'end'),
    `<polyline points="${points.join(' ')}"/>`,
    '</svg>\n',
  ].join('\n');
}

// In a page it is an image, which sees what the reader prefers and no style of the page.
const STYLE =
  'text{font:12px sans-serif;fill:#444}.grid{stroke:#8885}polyline{fill:none;stroke:#2563a8;stroke-width:1.5}' +
  '@media(prefers-color-scheme:dark){text{fill:#ccc}polyline{stroke:#7db4f0}}';

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  ...{ '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴' },
  ...{ '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹' },
};

function text(x: number, y: number, content: string, anchor = 'start'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${content}</text>`;
}

/** Short enough for the margin: 0.01, 10⁻⁵. */
function label(power: number): string {
  if (Math.abs(power) > 3) return `10${superscript(power)}`;
  return power < 0 ? (10 ** power).toFixed(-power) : String(10 ** power);
}

function superscript(number: number): string {
  return [...String(number)].map((sign) => SUPERSCRIPTS[sign] ?? sign).join('');
}

function round(number: number): number {
  return Number(number.toFixed(1));
}

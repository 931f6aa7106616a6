import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { StepReport } from '../../../src/model/index.ts';
import { writeWhole } from './files.ts';
import type { Figure } from './recipe.ts';

/** One line of a log: a step, or what was measured after it. */
export type Line = StepReport | Measured;

export interface Measured {
  readonly step: number;
  readonly figures: readonly Figure[];
}

/** Whether a line is a step. */
export function isStep(line: Line): line is StepReport {
  return 'loss' in line;
}

/** A log as JSON lines. */
export function readLog(path: string): Line[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line) => parse(line));
}

export function appendLine(path: string, line: Line): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** Forgets what came after `step`: a run that was killed goes on from its last checkpoint. */
export function cutLog(path: string, step: number): void {
  writeLog(
    path,
    readLog(path).filter((line) => line.step <= step),
  );
}

export function writeLog(path: string, lines: readonly Line[]): void {
  writeWhole(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** About `count` lines that stand for all: means over equal stretches of steps, and all that was measured. */
export function thinLog(lines: readonly Line[], count: number): Line[] {
  const steps = lines.filter(isStep);
  const stretch = Math.max(1, Math.ceil(steps.length / count));
  const means = Array.from({ length: Math.ceil(steps.length / stretch) }, (_, i) =>
    meanOf(steps.slice(i * stretch, (i + 1) * stretch)),
  );
  const measured = lines.filter((line) => !isStep(line));
  return [...means, ...measured].toSorted((a, b) => a.step - b.step);
}

/** The means of a stretch of steps, under the number of its last. */
function meanOf(steps: readonly StepReport[]): StepReport {
  const mean = (pick: (step: StepReport) => number) =>
    Number((steps.reduce((sum, step) => sum + pick(step), 0) / steps.length).toPrecision(4));
  return {
    step: steps.at(-1)?.step ?? 0,
    loss: mean(({ loss }) => loss),
    gradientNorm: mean(({ gradientNorm }) => gradientNorm),
    learningRate: mean(({ learningRate }) => learningRate),
    milliseconds: mean(({ milliseconds }) => milliseconds),
  };
}

/** A line that was cut off by a kill is no line. */
function parse(line: string): Line[] {
  try {
    return [JSON.parse(line) as Line];
  } catch {
    return [];
  }
}

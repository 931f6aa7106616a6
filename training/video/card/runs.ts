import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Line, Measured } from '../../text/harness/log.ts';
import type { DitRun, CodecRun } from './configs.ts';

/** A run of harness.py, by its log. */
export interface Run<Config> {
  readonly parameters: number;
  readonly config: Config;
  /** On what it ran: more than one, if it went on elsewhere. */
  readonly devices: readonly string[];
  readonly steps: number;
  readonly minutes: number;
  /** As the other models log: the time of a step instead of all. */
  readonly lines: readonly Line[];
}

/** The runs that a card tells of. */
export interface Runs {
  readonly codec: Run<CodecRun>;
  readonly decoder: Run<CodecRun>;
  readonly dit: Run<DitRun>;
  readonly small: Run<DitRun>;
  readonly tiny: Run<DitRun>;
}

/** @param folder `.cache/video/runs` */
export function readRuns(folder: string): Runs {
  return {
    codec: readRun(join(folder, 'codec')),
    decoder: readRun(join(folder, 'decoder')),
    dit: readRun(join(folder, 'dit')),
    small: readRun(join(folder, 'dit-small')),
    tiny: readRun(join(folder, 'dit-tiny')),
  };
}

/**
 * A run by its log. A run that went on begins anew with a line about itself: the last one holds.
 *
 * @throws Error if the log tells of no step.
 */
export function readRun<Config>(folder: string): Run<Config> {
  const path = join(folder, 'log.jsonl');
  const logged = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Logged<Config>);
  const about = logged.flatMap((line) => ('about' in line ? [line.about] : []));
  const steps = logged.filter((line) => 'loss' in line);
  const [own, last] = [about.at(-1), steps.at(-1)];
  if (!own || !last)
    throw new Error(`${path}: wanted a run with its steps, got none. Train first.`);
  return {
    parameters: own.parameters,
    config: own.config,
    devices: [...new Set(about.map(({ device }) => device))],
    steps: last.step,
    minutes: Number((last.seconds / 60).toFixed(1)),
    lines: [...timed(steps), ...logged.filter((line) => 'figures' in line)].toSorted(
      (a, b) => a.step - b.step,
    ),
  };
}

type Logged<Config> = About<Config> | Step | Measured;

interface About<Config> {
  readonly step: number;
  readonly about: {
    readonly parameters: number;
    readonly device: string;
    readonly config: Config;
  };
}

interface Step {
  readonly step: number;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
  /** Since the run began. */
  readonly seconds: number;
}

function timed(steps: readonly Step[]): Line[] {
  return steps.map(({ seconds, ...line }, i) => {
    const before = steps[i - 1] ?? { step: 0, seconds: 0 };
    const milliseconds = (1000 * (seconds - before.seconds)) / (line.step - before.step);
    return { ...line, milliseconds: Number(milliseconds.toPrecision(4)) };
  });
}

import { wilson } from '../../text/data/interval.ts';
import type { Judged } from '../judged.ts';
import { trainingMacs } from './compute.ts';
import { USUAL, judgedOf, tried } from './judgments.ts';
import type { Both } from './judgments.ts';
import type { DitRun } from './configs.ts';
import type { Run, Runs } from './runs.ts';

/** A share with its interval of 95 % confidence, after Wilson. */
export interface Share {
  readonly value: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** For how many prompts all is right. */
export interface Right {
  readonly one: Share;
  readonly two: Share;
}

/** What `sampling.json` holds: all right by how one samples, and by how much was trained. */
export interface SamplingFigures {
  readonly command: string;
  /** Of all that does not compare it. */
  readonly steps: number;
  readonly guidance: number;
  readonly byGuidance: readonly (Right & { readonly guidance: number })[];
  readonly bySteps: readonly (Right & { readonly steps: number })[];
  readonly bySize: readonly (Right & Size)[];
}

/** A model of a size, trained on the same data for as many steps. */
export interface Size {
  readonly run: string;
  readonly layers: number;
  readonly width: number;
  readonly parameters: number;
  /** About how many multiply-accumulates its training took. */
  readonly macs: number;
}

/** @param textTokens see `trainingMacs` */
export function samplingFigures(
  lines: readonly Judged[],
  runs: Runs,
  guidance: number,
  textTokens: number,
): SamplingFigures {
  const sizes = [
    ['dit-tiny', runs.tiny],
    ['dit-small', runs.small],
    ['dit', runs.dit],
  ] as const;
  return {
    command: 'node training/video/run.mjs publish',
    steps: USUAL.steps,
    guidance,
    byGuidance: tried(lines, 'guidance', {}).map((value) => {
      return { guidance: value, ...rightOf(judgedOf(lines, { guidance: value })) };
    }),
    bySteps: tried(lines, 'steps', { guidance }).map((steps) => {
      return { steps, ...rightOf(judgedOf(lines, { guidance, steps })) };
    }),
    bySize: sizes.map(([run, log]) => {
      const right = rightOf(judgedOf(lines, { run, guidance }));
      return { run, ...sizeOf(log, textTokens), ...right };
    }),
  };
}

function rightOf({ one, two }: Both): Right {
  return { one: shareOf(one), two: shareOf(two) };
}

function shareOf({ all: value, count }: Judged): Share {
  return { value, count, ...wilson(value, count) };
}

function sizeOf({ parameters, config }: Run<DitRun>, textTokens: number): Omit<Size, 'run'> {
  const { layers, width } = config.model;
  const macs = Number(trainingMacs(config, textTokens).toPrecision(3));
  return { layers, width, parameters, macs };
}

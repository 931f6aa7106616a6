import { mixture } from './diffusion.ts';
import type { PredictionKind } from './diffusion.ts';
import type { DiffusionStepKind } from './diffusion-kinds.ts';
import type { Step } from './step.ts';

/** How much of x and of the network's prediction: `predictionShares` computes it. */
export type Shares = readonly [ofX: number, ofPrediction: number];

interface SampleStepSpec {
  /** The number of the step, and the scope of its taps. */
  readonly step: number;
  /** x before the step, by name. */
  readonly x: string;
  /** What the network predicted, by name. */
  readonly predicted: string;
  readonly prediction: PredictionKind;
  /** Shape in letters: tokens and the numbers of a patch, unless told otherwise. */
  readonly shape?: Step['shape'] | undefined;
}

export interface DiffusionStepSpec extends SampleStepSpec {
  readonly clean: Shares;
  /** For DDIM: what makes ε. Without it the step is DDPM's. */
  readonly epsilon?: Shares | undefined;
  /**
   * The factors of the result. DDIM: of x₀ and of ε. DDPM: of x₀ and of x.
   */
  readonly next: readonly [first: number, second: number];
  /** Fresh noise, by name, and σ, if some is drawn. */
  readonly fresh?: readonly [name: string, sigma: number] | undefined;
}

/** x₀ from x and the prediction, in a diffusion. */
const CLEAN = {
  epsilon: '\\frac{X_t - \\sqrt{1 - \\bar\\alpha_t}\\,Y}{\\sqrt{\\bar\\alpha_t}}',
  x0: 'Y',
  v: '\\sqrt{\\bar\\alpha_t}\\,X_t - \\sqrt{1 - \\bar\\alpha_t}\\,Y',
  velocity:
    '\\frac{X_t - \\sqrt{1 - \\bar\\alpha_t}\\,Y}{\\sqrt{\\bar\\alpha_t} + \\sqrt{1 - \\bar\\alpha_t}}',
  score: '\\frac{X_t + (1 - \\bar\\alpha_t)\\,Y}{\\sqrt{\\bar\\alpha_t}}',
} as const;

/** The steps of one step of `sampleDiffusion`, without those of the network. */
export function diffusionSampleSteps(spec: DiffusionStepSpec): Step<DiffusionStepKind>[] {
  const { step, x, predicted, prediction, clean, epsilon, shape } = spec;
  const cleanName = `${step}.clean`;
  const terms = ([ofX, ofPrediction]: Shares) =>
    [
      [ofX, x],
      [ofPrediction, predicted],
    ] as const;
  const first = mixture({
    name: cleanName,
    kind: 'cleanEstimate',
    formula: `\\hat X_0 = ${CLEAN[prediction]}`,
    terms: terms(clean),
    shape,
  });
  if (!epsilon) return [first, resultStep(spec, DDPM, [cleanName, x])];
  const second = mixture({
    name: `${step}.epsilon`,
    kind: 'noiseEstimate',
    formula:
      '\\hat\\epsilon = \\frac{X_t - \\sqrt{\\bar\\alpha_t}\\,\\hat X_0}{\\sqrt{1 - \\bar\\alpha_t}}',
    terms: terms(epsilon),
    shape,
  });
  return [first, second, resultStep(spec, DDIM, [cleanName, second.name])];
}

const DDPM =
  '\\frac{\\sqrt{\\bar\\alpha_s}\\,\\beta}{1 - \\bar\\alpha_t}\\hat X_0 + \\frac{\\sqrt{\\alpha}\\,(1 - \\bar\\alpha_s)}{1 - \\bar\\alpha_t} X_t';
const DDIM =
  '\\sqrt{\\bar\\alpha_s}\\,\\hat X_0 + \\sqrt{1 - \\bar\\alpha_s - \\sigma^2}\\,\\hat\\epsilon';

function resultStep(
  { step, next, fresh, shape }: DiffusionStepSpec,
  formula: string,
  [first, second]: readonly [string, string],
): Step<DiffusionStepKind> {
  const noise = fresh ? ([[fresh[1], fresh[0]]] as const) : [];
  return mixture({
    name: `${step}.x`,
    kind: 'denoised',
    formula: `X_s = ${formula}${fresh ? ' + \\sigma\\,z' : ''}`,
    terms: [[next[0], first], [next[1], second], ...noise],
    shape,
  });
}

export interface FlowStepSpec extends SampleStepSpec {
  readonly velocity: Shares;
  readonly from: number;
  readonly to: number;
  /** For Heun: what the network predicted at the guess, by name, and what makes the velocity. */
  readonly second?: { readonly predicted: string; readonly velocity: Shares } | undefined;
}

/** The velocity from x and the prediction, in a flow. */
const VELOCITY = {
  epsilon: '\\frac{Y - X_t}{1 - t}',
  x0: '\\frac{X_t - Y}{t}',
  v: '\\frac{(1 - 2t)\\,X_t + Y}{t^2 + (1 - t)^2}',
  velocity: 'Y',
  score: '-\\frac{X_t + t\\,Y}{1 - t}',
} as const;

/** The steps of one step of `sampleFlow`, without those of the network. */
export function flowSampleSteps(spec: FlowStepSpec): Step<DiffusionStepKind>[] {
  const { step, x, predicted, prediction, velocity, from, to, second, shape } = spec;
  const slope = (number: string, of: string, predicted: string, [a, b]: Shares) =>
    mixture({
      name: `${step}.velocity${number}`,
      kind: 'flowVelocity',
      formula: `U${number && "'"} = ${VELOCITY[prediction]}`,
      terms: [
        [a, of],
        [b, predicted],
      ],
      shape,
    });
  const first = slope('', x, predicted, velocity);
  const moved = (name: string, kind: DiffusionStepKind, formula: string, along: string[]) =>
    mixture({
      name: `${step}.${name}`,
      kind,
      formula,
      terms: [[1, x], ...along.map((of) => [(to - from) / along.length, of] as const)],
      shape,
    });
  if (!second) return [first, moved('x', 'denoised', 'X_s = X_t + (s - t)\\,U', [first.name])];
  const guess = moved('guess', 'flowGuess', "X'_s = X_t + (s - t)\\,U", [first.name]);
  const corrected = slope('2', guess.name, second.predicted, second.velocity);
  const both = [first.name, corrected.name];
  const mean = "X_s = X_t + (s - t)\\,\\frac{U + U'}{2}";
  return [first, guess, corrected, moved('x', 'denoised', mean, both)];
}

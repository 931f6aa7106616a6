import { given, ofCell, product, sum } from './expression.ts';
import type { DiffusionStepKind } from './diffusion-kinds.ts';
import type { Step } from './step.ts';

/** A tensor with the number that it is multiplied with. */
export type Term = readonly [factor: number, name: string];

/** What the steps of mixtures need to know: which letters their tensors have. */
interface MixtureSpec {
  /** Shape in letters: tokens and the numbers of a patch, unless told otherwise. */
  readonly shape?: Step['shape'] | undefined;
}

/** How the noisy x came about. The numbers are those of `Rates`. */
export interface NoisedSpec extends MixtureSpec {
  readonly process: 'diffusion' | 'flow';
  /** x₀, by name. */
  readonly clean: string;
  /** ε, by name. */
  readonly epsilon: string;
  readonly signal: number;
  readonly noise: number;
}

/** The step of `addNoise`. */
export function noisedStep(spec: NoisedSpec): Step<DiffusionStepKind> {
  const { process, clean, epsilon, signal, noise, shape } = spec;
  const formula =
    process === 'flow'
      ? 'X_t = (1 - t)\\,X_0 + t\\,\\epsilon'
      : 'X_t = \\sqrt{\\bar\\alpha_t}\\,X_0 + \\sqrt{1 - \\bar\\alpha_t}\\,\\epsilon';
  const terms = [
    [signal, clean],
    [noise, epsilon],
  ] as const;
  return mixture({ name: 'noised', kind: 'noised', formula, terms, shape });
}

const TARGETS = {
  epsilon: '\\epsilon',
  x0: 'X_0',
  v: '\\sqrt{\\bar\\alpha_t}\\,\\epsilon - \\sqrt{1 - \\bar\\alpha_t}\\,X_0',
  velocity: '\\epsilon - X_0',
  score: '-\\frac{\\epsilon}{\\sqrt{1 - \\bar\\alpha_t}}',
} as const;

/** What a network may predict, as in `prediction.ts`. */
export type PredictionKind = keyof typeof TARGETS;

/** What the network should have predicted. */
export interface TargetSpec extends MixtureSpec {
  readonly prediction: PredictionKind;
  /** p·x₀ and q·ε: the names, with p and q. */
  readonly clean: Term;
  readonly epsilon: Term;
}

/** The step of `trainingTarget`. */
export function targetStep({ prediction, clean, epsilon, shape }: TargetSpec) {
  const formula = `Y = ${TARGETS[prediction]}`;
  const terms = [clean, epsilon];
  return mixture({ name: 'target', kind: 'noiseTarget', formula, terms, shape });
}

/** What the steps of `guide` need to know. `name` is the scope of its tap, with its dot. */
export interface GuidedSpec extends MixtureSpec {
  readonly scope: string;
  readonly unconditional: string;
  readonly conditional: string;
  readonly scale: number;
}

/** The step of `guide`. */
export function guidedStep({ scope, unconditional, conditional, scale, shape }: GuidedSpec) {
  const formula =
    '\\hat\\epsilon = \\epsilon_\\varnothing + s\\,(\\epsilon_c - \\epsilon_\\varnothing)';
  const terms = [
    [1 - scale, unconditional],
    [scale, conditional],
  ] as const;
  return mixture({ name: `${scope}guided`, kind: 'guided', formula, terms, shape });
}

interface Mixture extends MixtureSpec {
  readonly name: string;
  readonly kind: DiffusionStepKind;
  readonly formula: string;
  readonly terms: readonly Term[];
}

/** Any sum of tensors of one shape, each times a number. */
export function mixture(spec: Mixture): Step<DiffusionStepKind> {
  const { name, kind, formula, terms, shape = ['T', 'C'] } = spec;
  return {
    name,
    kind,
    formula,
    shape,
    inputs: terms.map(([, of]) => of),
    explain: (index) => ({
      kind: 'expression',
      value: sum(...terms.map(([factor, of]) => product(given(factor), ofCell(of, ...index)))),
    }),
  };
}

import { call, given, minus, ofCell, product, quotient, sum } from './expression.ts';
import type { Expression } from './expression.ts';
import type { Step } from './step.ts';

export type TrainingStepKind =
  | 'adamwFirst'
  | 'adamwSecond'
  | 'adamwMeanHat'
  | 'adamwSquareHat'
  | 'adamwDirection'
  | 'adamwDecayed'
  | 'adamwWeight';

export interface AdamWSpec {
  /** The prefix of the taps: `adamw`. */
  readonly name: string;
  /** What the update reads, by name: the weight, its gradient, its moments before. */
  readonly reads: Readonly<Record<'weight' | 'gradient' | 'first' | 'second', string>>;
  /** The shape of the weight, in letters. */
  readonly shape: Step['shape'];
  /** The numbers of the update, as `adamWUpdate` takes them. */
  readonly numbers: Readonly<
    Record<'beta1' | 'beta2' | 'epsilon' | 'weightDecay' | 'step' | 'rate', number>
  >;
}

/** The steps of `adamWUpdate`. Every number of a weight moves by itself. */
export function adamWSteps({ name, reads, shape, numbers }: AdamWSpec): Step<TrainingStepKind>[] {
  const { beta1, beta2, epsilon, weightDecay, step, rate } = numbers;
  const row = (
    kind: TrainingStepKind,
    local: string,
    formula: string,
    inputs: readonly string[],
    value: (...cells: Cells) => Expression,
  ): Step<TrainingStepKind> => {
    const cells = (index: readonly number[]) => inputs.map((input) => ofCell(input, ...index));
    const explain: Step['explain'] = (index) => ({
      kind: 'expression',
      value: value(...(cells(index) as Cells)),
    });
    return { name: `${name}.${local}`, kind, formula, shape, inputs, explain };
  };
  return [
    row('adamwFirst', 'first', FORMULAS.first, [reads.first, reads.gradient], (m, g) =>
      sum(product(given(beta1), m), product(given(1 - beta1), g)),
    ),
    row('adamwSecond', 'second', FORMULAS.second, [reads.second, reads.gradient], (v, g) =>
      sum(product(given(beta2), v), product(given(1 - beta2), g, g)),
    ),
    row('adamwMeanHat', 'meanHat', FORMULAS.meanHat, [`${name}.first`], (m) =>
      quotient(m, given(1 - beta1 ** step)),
    ),
    row('adamwSquareHat', 'squareHat', FORMULAS.squareHat, [`${name}.second`], (v) =>
      quotient(v, given(1 - beta2 ** step)),
    ),
    row(
      'adamwDirection',
      'direction',
      FORMULAS.direction,
      [`${name}.meanHat`, `${name}.squareHat`],
      (m, v) => quotient(m, sum(call('sqrt', v), given(epsilon))),
    ),
    row('adamwDecayed', 'decayed', FORMULAS.decayed, [reads.weight], (w) =>
      product(w, given(1 - rate * weightDecay)),
    ),
    row(
      'adamwWeight',
      'weight',
      FORMULAS.weight,
      [`${name}.decayed`, `${name}.direction`],
      (w, u) => minus(w, product(given(rate), u)),
    ),
  ];
}

/** The cells that a step reads, at most two. */
type Cells = [Expression, Expression];

const FORMULAS = {
  first: String.raw`M_t = \beta_1 M_{t-1} + (1 - \beta_1)\,G`,
  second: String.raw`V_t = \beta_2 V_{t-1} + (1 - \beta_2)\,G^2`,
  meanHat: String.raw`\hat M = \frac{M_t}{1 - \beta_1^t}`,
  squareHat: String.raw`\hat V = \frac{V_t}{1 - \beta_2^t}`,
  direction: String.raw`U = \frac{\hat M}{\sqrt{\hat V} + \epsilon}`,
  decayed: String.raw`W' = (1 - \eta\lambda)\,W_{t-1}`,
  weight: String.raw`W_t = W' - \eta\,U`,
} as const;

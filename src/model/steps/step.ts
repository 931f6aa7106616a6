import type { Letter } from '../letters.ts';
import type { Expression } from './expression.ts';

/**
 * A step of a computation, as data.
 *
 * For every name that a layer taps there is one step. The stepper, the hover, the highlighting,
 * the spoken description and the live-number questions all derive from it. Nothing here imports
 * tfjs: steps run on the page, on the plain numbers that the engine hands out.
 */
export interface Step<Kind extends string = StepKind> {
  /** Absolute tap name, for example `encoder.0.self.scores`. */
  readonly name: string;
  /** Which kind of step: the key of its title and description in the strings file. */
  readonly kind: Kind;
  /** KaTeX source. Roles are marked: `\role{query}{Q}`. */
  readonly formula: string;
  /** Shape in letters, without the batch: `['H', 'T', 'S']`. */
  readonly shape: readonly Letter[];
  /** Names of the tensors and weights that it reads, in the order in which they are drawn. */
  readonly inputs: readonly string[];
  /** How one cell is computed. `index` has one entry per dimension of the recorded tensor. */
  readonly explain: (index: readonly number[], shapes: Shapes) => Explanation;
}

/** The kinds of step of the Transformer's layers. Other topics have kinds of their own. */
export type StepKind =
  | 'embedding'
  | 'positions'
  | 'x'
  | 'query'
  | 'key'
  | 'value'
  | 'scores'
  | 'mask'
  | 'pattern'
  | 'mix'
  | 'joined'
  | 'output'
  | 'residual'
  | 'norm'
  | 'hidden'
  | 'ffn';

/** The shape of a recorded tensor or weight, by name. */
export type Shapes = (name: string) => readonly number[];

/** The value of one cell of a recorded tensor or weight. */
export type Read = (cell: Cell) => number;

/** One cell of a tensor or weight. */
export interface Cell {
  readonly name: string;
  readonly index: readonly number[];
}

/** How one cell came about. `evaluate` recomputes the value from it. */
export type Explanation =
  /** relu?(Σ a·b + plus) / divideBy */
  | {
      readonly kind: 'dot';
      readonly pairs: readonly (readonly [Cell, Cell])[];
      readonly plus?: Cell;
      readonly divideBy?: number;
      readonly relu?: boolean;
    }
  /** exp(of/τ) / Σ exp(over/τ), over the whole row; cells whose mask cell is 0 do not take part */
  | {
      readonly kind: 'softmax';
      readonly of: Cell;
      readonly over: readonly Cell[];
      /** The mask's cells, in the order of `over`, if there is a mask. */
      readonly mask?: readonly Cell[];
      readonly temperature: number;
    }
  | { readonly kind: 'sum'; readonly terms: readonly Cell[] }
  | { readonly kind: 'copy'; readonly of: Cell }
  /** 1 if `of` is among the `top` largest of `over`, else 0; of equals, the first counts as larger */
  | {
      readonly kind: 'top';
      readonly of: Cell;
      readonly over: readonly Cell[];
      readonly top: number;
    }
  /** Any other arithmetic, written out. */
  | { readonly kind: 'expression'; readonly value: Expression }
  /** gain · (of − mean(row)) / √(var(row) + epsilon) + bias */
  | {
      readonly kind: 'norm';
      readonly of: Cell;
      readonly row: readonly Cell[];
      readonly gain: Cell;
      readonly bias: Cell;
      readonly epsilon: number;
    }
  /** sin or cos of position / 10000^(2i/D) */
  | {
      readonly kind: 'sinusoid';
      readonly position: number;
      readonly dimension: number;
      readonly width: number;
    }
  /**
   * 1 if query `query` may attend to key `key`, else 0. `causal`: the key lies in the future;
   * `padded`: the key is padding; `outside`: the key is out of the query's window. Each blocks it.
   */
  | {
      readonly kind: 'mask';
      readonly query: number;
      readonly key: number;
      readonly causal: boolean;
      readonly padded: boolean;
      readonly outside?: boolean;
    };

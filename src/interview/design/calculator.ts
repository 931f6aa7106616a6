/**
 * A calculator of a design question: fields that a reader fills in, and results with their
 * arithmetic shown. Pure: the page, a link and the build compute with the same functions.
 */

/** One number that goes in. Its label and unit are in `src/strings/en/calculator/`. */
export interface Field {
  /** What stands there at first. */
  readonly preset: number;
  readonly min: number;
  readonly max: number;
  /** Whether only whole numbers make sense. */
  readonly whole?: boolean | undefined;
  /** An assumption that no source gives, such as a price: marked as such on the page. */
  readonly assumed?: boolean | undefined;
  /** The values there are, if they are few: the page shows a list of names instead of a field. */
  readonly options?: readonly number[] | undefined;
  /** Only `from`, `from + every`, `from + 2·every` and so on fit. */
  readonly grid?: ((values: Values) => { every: number; from: number }) | undefined;
}

export type Values = Readonly<Record<string, number>>;

/** How a value is written: the units of `scale` are fixed, a plain one has its unit in the strings. */
export type Scale = 'plain' | 'bytes' | 'seconds' | 'share' | 'money';

export interface Result {
  readonly value: number;
  readonly scale: Scale;
  /** The arithmetic, a line a step, the last one ending with the value: `2 × 3 = 6`. */
  readonly working: readonly string[];
}

/** Why values that are fine one by one do not go together: one is more than the others allow. */
export interface Conflict {
  readonly field: string;
  readonly most: number;
}

export interface Calculator<
  F extends string = string,
  R extends string = string,
  G extends string = string,
> {
  readonly fields: Readonly<Record<F, Field>>;
  /** Sections of the form: which fields stand together. */
  readonly groups: Readonly<Record<G, readonly F[]>>;
  compute(values: Readonly<Record<F, number>>): Readonly<Record<R, Result>>;
  conflict?(values: Readonly<Record<F, number>>): Conflict | undefined;
}

/** Gives a calculator its precise type: the names of its fields, results and groups. */
export function defineCalculator<F extends string, R extends string, G extends string>(
  calculator: Calculator<F, R, G>,
): Calculator<F, R, G> {
  return calculator;
}

/** The values that stand there at first. */
export function presets<F extends string>({ fields }: Calculator<F>): Record<F, number> {
  const entries = Object.entries<Field>(fields).map(([name, { preset }]) => [name, preset]);
  return Object.fromEntries(entries) as Record<F, number>;
}

/** Why a value does not fit its field; nothing if it does. `values` are those of all fields. */
export type Misfit =
  | { readonly kind: 'bounds'; readonly min: number; readonly max: number; readonly whole: boolean }
  | { readonly kind: 'options'; readonly options: readonly number[] }
  | { readonly kind: 'grid'; readonly every: number; readonly from: number };

export function misfit(field: Field, value: number, values: Values): Misfit | undefined {
  const { min, max, whole = false, options, grid } = field;
  if (options) return options.includes(value) ? undefined : { kind: 'options', options };
  const inside = value >= min && value <= max && (!whole || Number.isInteger(value));
  if (!inside) return { kind: 'bounds', min, max, whole };
  const steps = grid?.(values);
  return steps && (value - steps.from) % steps.every !== 0 ? { kind: 'grid', ...steps } : undefined;
}

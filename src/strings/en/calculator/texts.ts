import type { CalculatorName, Calculators } from '../../../interview/design/index.ts';

export interface FieldText {
  readonly label: string;
  /** What is counted; `%` also takes a number with the sign. */
  readonly unit?: string;
  /** Names of the options, by their values. */
  readonly options?: Readonly<Record<number, string>>;
}

export interface ResultText {
  readonly label: string;
  readonly unit?: string;
  /** What the number means, or where it stops to hold. */
  readonly note?: string;
  /** A line of the calculation that is no plain arithmetic. */
  readonly formula?: string;
}

/** What any calculator says. */
export interface AnyTexts {
  readonly region: string;
  readonly groups: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldText>>;
  readonly results: Readonly<Record<string, ResultText>>;
  /** The results that stand first and large. */
  readonly headline: readonly string[];
}

type Fields<N extends CalculatorName> = keyof Calculators[N]['fields'] & string;
type Groups<N extends CalculatorName> = keyof Calculators[N]['groups'] & string;
type Results<N extends CalculatorName> = keyof ReturnType<Calculators[N]['compute']> & string;

/** What a calculator says: a text for every field, group and result. */
export interface Texts<N extends CalculatorName> extends AnyTexts {
  readonly groups: Readonly<Record<Groups<N>, string>>;
  readonly fields: Readonly<Record<Fields<N>, FieldText>>;
  readonly results: Readonly<Record<Results<N>, ResultText>>;
  readonly headline: readonly Results<N>[];
}

import { JobError } from '../job-error.ts';
import { describe, readListed, readNumber, readObject, readWhole } from '../read.ts';

/** What a reader can set in a lab: its kind, its bounds, and what stands there at first. */
export type Field = Whole | Decimal | OneOf | Toggle | Text;

interface Whole {
  readonly kind: 'whole';
  readonly first: number;
  readonly min: number;
  readonly max: number;
}
interface Decimal {
  readonly kind: 'decimal';
  readonly first: number;
  readonly min: number;
  readonly max: number;
}
interface OneOf<Option extends string | number = string | number> {
  readonly kind: 'oneOf';
  readonly first: Option;
  readonly options: readonly Option[];
}
interface Toggle {
  readonly kind: 'toggle';
  readonly first: boolean;
}
interface Text {
  readonly kind: 'text';
  readonly first: string;
  /** Characters, in UTF-16 units. */
  readonly longest: number;
}

/** By their names, in the order in which a form shows them. */
export type Fields = Readonly<Record<string, Field>>;
export type Value = number | string | boolean;

type ValueOf<F> =
  F extends OneOf<infer Option>
    ? Option
    : F extends Whole | Decimal
      ? number
      : F extends Toggle
        ? boolean
        : string;

/** A value for every field. */
export type SettingsOf<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

export function whole(first: number, min: number, max: number): Whole {
  return { kind: 'whole', first, min, max };
}

export function decimal(first: number, min: number, max: number): Decimal {
  return { kind: 'decimal', first, min, max };
}

export function oneOf<const Option extends string | number>(
  first: NoInfer<Option>,
  options: readonly Option[],
): OneOf<Option> {
  return { kind: 'oneOf', first, options };
}

export function toggle(first: boolean): Toggle {
  return { kind: 'toggle', first };
}

export function text(first: string, longest: number): Text {
  return { kind: 'text', first, longest };
}

/** What all labs that draw random numbers have. */
export const seed = whole(1, 0, 999_999);

/** What stands in the fields at first. */
export function firstOf<F extends Fields>(fields: F): SettingsOf<F> {
  const entries = Object.entries(fields).map(([name, { first }]) => [name, first]);
  return Object.fromEntries(entries) as SettingsOf<F>;
}

/**
 * Settings as plain data of their own.
 *
 * @throws JobError that names the first field that does not fit
 */
export function readSettings<F extends Fields>(fields: F, value: unknown): SettingsOf<F> {
  const given = readObject('input', value);
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    readValue(name, field, given[name]),
  ]);
  return Object.fromEntries(entries) as SettingsOf<F>;
}

function readValue(name: string, field: Field, value: unknown): Value {
  switch (field.kind) {
    case 'whole':
      return readWhole(name, value, field);
    case 'decimal':
      return readNumber(name, value, field);
    case 'oneOf':
      return readListed(name, value, field.options);
    case 'toggle':
      return readListed(name, value, [true, false]);
    case 'text':
      if (typeof value === 'string' && value.length <= field.longest) return value;
      throw new JobError(name, `a text of at most ${field.longest} characters`, describe(value));
  }
}

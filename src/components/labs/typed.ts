import type { Field, Fields, SettingsOf, Value } from '../../engine/labs/field.ts';
import { firstOf } from '../../engine/labs/field.ts';
import { labStrings as strings } from '../../strings/en/labs/frame.ts';
import { decimalNumber, wholeNumber } from '../stepper/check.ts';

/** What stands in the fields of a lab, by their names, as the reader or a link typed it. */
export type Typed = Readonly<Record<string, string>>;

export interface Reading<F extends Fields> {
  /** What fits of what was typed; for the rest, what was there before. */
  readonly settings: SettingsOf<F>;
  /** What was wanted, for each field whose text does not fit. */
  readonly problems: Readonly<Record<string, string>>;
}

export function typedOf(settings: Readonly<Record<string, Value>>): Typed {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}

export function firstTyped(fields: Fields): Typed {
  return typedOf(firstOf(fields));
}

/** Reads what was typed. A field that does not fit keeps its value of `before`. */
export function readTyped<F extends Fields>(
  fields: F,
  typed: Typed,
  before: SettingsOf<F>,
): Reading<F> {
  const problems: Record<string, string> = {};
  const entries = Object.entries(fields).map(([name, field]) => {
    const value = valueOf(field, typed[name] ?? '');
    if (value === undefined) problems[name] = wantedBy(field);
    return [name, value ?? before[name]];
  });
  return { settings: Object.fromEntries(entries) as SettingsOf<F>, problems };
}

/** Nothing if the text does not fit the field. */
function valueOf(field: Field, text: string): Value | undefined {
  switch (field.kind) {
    case 'whole':
    case 'decimal': {
      const number = field.kind === 'whole' ? wholeNumber(text) : decimalNumber(text);
      return number >= field.min && number <= field.max ? number : undefined;
    }
    case 'oneOf':
      return field.options.find((option) => String(option) === text);
    case 'toggle':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'text':
      return text.length <= field.longest ? text : undefined;
  }
}

function wantedBy(field: Field): string {
  const number = (value: number) => value.toLocaleString('en-US');
  switch (field.kind) {
    case 'whole':
      return strings.whole(number(field.min), number(field.max));
    case 'decimal':
      return strings.decimal(number(field.min), number(field.max));
    case 'oneOf':
      return strings.oneOf(field.options.map(String));
    case 'toggle':
      return strings.oneOf(['true', 'false']);
    case 'text':
      return strings.longest(field.longest);
  }
}

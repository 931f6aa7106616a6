import { misfit, presets } from '../../interview/design/calculator.ts';
import type { Calculator, Misfit, Values } from '../../interview/design/calculator.ts';
import { amount } from '../../interview/design/write.ts';
import { readNumber } from '../../interview/typed/number.ts';
import { calculatorStrings as strings } from '../../strings/en/calculator/index.ts';
import type { AnyTexts } from '../../strings/en/calculator/texts.ts';

/** What stands in the fields, by their names, as the reader typed it. */
export type Typed = Readonly<Record<string, string>>;

/** What became of it: the values if all fit, and what is wrong with those that do not. */
export interface Reading {
  readonly values: Values | undefined;
  readonly problems: Readonly<Record<string, string>>;
}

/** What stands there at first. */
export function firstTyped({ fields }: Calculator): Typed {
  const entries = Object.entries(fields).map(([name, { preset, options }]) => [
    name,
    options ? String(preset) : amount(preset),
  ]);
  return Object.fromEntries(entries) as Typed;
}

/** Reads all fields: any notation of the quizzes will do, such as `7B` or `1/3`. */
export function readFields(calculator: Calculator, texts: AnyTexts, typed: Typed): Reading {
  const values = readValues(calculator, texts, typed);
  const known = withPresets(calculator, values);
  const problems = Object.fromEntries(
    Object.entries(calculator.fields).flatMap(([name, field]) => {
      const value = values[name] ?? NaN;
      const found = misfit(field, value, known);
      return found ? [[name, say(wantedBy(found, value), typed[name])]] : [];
    }),
  );
  if (Object.keys(problems).length > 0) return { values: undefined, problems };
  const conflict = calculator.conflict?.(values);
  if (!conflict) return { values, problems };
  const { field, most } = conflict;
  const text = say(strings.misfit.most(amount(most)), typed[field]);
  return { values: undefined, problems: { [field]: text } };
}

/** What cannot be read is NaN. */
function readValues({ fields }: Calculator, texts: AnyTexts, typed: Typed): Values {
  const entries = Object.keys(fields).map((name) => {
    const read = readNumber(typed[name] ?? '', texts.fields[name]?.unit);
    return [name, read.ok ? read.value : NaN] as const;
  });
  return Object.fromEntries(entries);
}

/** A field that cannot be read counts, for the others, as at first. */
function withPresets(calculator: Calculator, values: Values): Values {
  const known = Object.entries(values).filter(([, value]) => !Number.isNaN(value));
  return { ...presets(calculator), ...Object.fromEntries(known) };
}

/** What was wanted and what came. */
function say(wanted: string, got = ''): string {
  return strings.wanted(wanted, got.trim().slice(0, 40));
}

function wantedBy(found: Misfit, value: number): string {
  switch (found.kind) {
    case 'bounds':
      return strings.misfit.bounds(amount(found.min), amount(found.max), found.whole);
    case 'options':
      return strings.misfit.options(found.options);
    case 'grid': {
      const { every, from } = found;
      const below = from + every * Math.floor((value - from) / every);
      const near = [below, below + every].filter((number) => number > 0);
      return strings.misfit.grid(every, from, near.map(amount));
    }
  }
}

import { misfit, presets } from '../../interview/design/calculator.ts';
import type { Result, Values } from '../../interview/design/calculator.ts';
import { calculators } from '../../interview/design/index.ts';
import type { CalculatorName } from '../../interview/design/index.ts';
import { sayValue } from '../../interview/design/say.ts';
import { calculatorTexts } from '../../strings/en/calculator/index.ts';

/** What a page of a design question shows of its calculator, computed when the site is built. */

/**
 * The results of a calculator, with some values changed.
 *
 * @throws Error for the author, if a changed field does not exist or its value does not fit.
 */
export function resultsOf(
  name: CalculatorName,
  change: Values = {},
): Readonly<Record<string, Result>> {
  const calculator = calculators[name];
  const values: Values = { ...presets(calculator), ...change };
  for (const field of Object.keys(change)) {
    const known = calculator.fields[field];
    if (!known) throw new Error(`The calculator of ${name} has no field "${field}".`);
    if (misfit(known, values[field] ?? NaN, values)) {
      throw new Error(`${name}: ${field} = ${values[field] ?? NaN} does not fit its field.`);
    }
  }
  if (calculator.conflict?.(values)) throw new Error(`${name}: the values do not go together.`);
  return calculator.compute(values);
}

/** A result in words. */
export function sayResult(name: CalculatorName, result: string, change?: Values): string {
  const found = resultsOf(name, change)[result];
  if (!found) throw new Error(`The calculator of ${name} has no result "${result}".`);
  return sayValue(found.value, found.scale, calculatorTexts[name].results[result]?.unit);
}

/** The address of a calculator with some values changed, on its own page. */
export function linkTo(name: CalculatorName, change: Values): string {
  const fields = Object.entries(change).map(([field, value]) => `${name}.${field}=${value}`);
  return `#${fields.join('&')}`;
}

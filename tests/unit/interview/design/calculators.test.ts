import { describe, expect, it } from 'vitest';
import { misfit, presets } from '../../../../src/interview/design/calculator.ts';
import type { Calculator, Field, Values } from '../../../../src/interview/design/calculator.ts';
import { calculators } from '../../../../src/interview/design/index.ts';
import { createRandom } from '../../../../src/model/random.ts';
import type { Random } from '../../../../src/model/random.ts';
import { compute } from '../../content/arithmetic.ts';

const all = Object.entries(calculators).map(([name, calculator]) => ({ name, calculator }));

/** A value that fits its field: small and large ones alike. */
function drawValue({ min, max, whole, options }: Field, random: Random): number {
  if (options) return options[Math.floor(random.uniform() * options.length)] ?? NaN;
  const low = Math.max(min, 1e-3);
  const value = low * (Math.max(max, low) / low) ** random.uniform();
  return Math.min(max, Math.max(min, whole ? Math.round(value) : value));
}

/** Values for all fields that go together, or nothing if these do not. */
function drawValues({ fields, ...calculator }: Calculator, random: Random): Values | undefined {
  const entries = Object.entries(fields).map(([name, field]) => [name, drawValue(field, random)]);
  const values: Record<string, number> = Object.fromEntries(entries) as Record<string, number>;
  for (const [name, field] of Object.entries(fields)) {
    const steps = field.grid?.(values);
    if (!steps) continue;
    const { every, from } = steps;
    values[name] = from + every * Math.max(1, Math.floor(((values[name] ?? 0) - from) / every));
  }
  return calculator.conflict?.(values) ? undefined : values;
}

/** Both sides of a line, computed again by a parser that knows nothing of the calculators. */
function sides(line: string): number[] {
  return line.split(/[=≈≤]/).map((side) => compute(side));
}

/** A side that was rounded agrees within the digits that are shown, one that went up within one. */
function expectAgreement(line: string): void {
  const [first = NaN, ...rest] = sides(line);
  const second = rest[0] ?? NaN;
  const tolerance = line.includes('≈') ? 2e-3 : 1e-9;
  // A difference of nearly equal numbers keeps fewer digits than they have.
  const scale = Math.max(Math.abs(first), Math.abs(second), line.includes('≈') ? 1e-3 : 0);
  expect(Math.abs(first - second), line).toBeLessThanOrEqual(tolerance * scale);
  const [, upwards] = rest;
  if (upwards !== undefined) {
    expect(Math.abs(Math.ceil(second) - upwards), line).toBeLessThanOrEqual(1e-5 * upwards);
  }
}

describe.each(all)('the calculator of $name', ({ calculator }) => {
  const values = presets(calculator);

  it('starts with values that fit and go together', () => {
    for (const [name, field] of Object.entries(calculator.fields)) {
      expect(misfit(field, values[name] ?? NaN, values), name).toBeUndefined();
    }
    expect(calculator.conflict?.(values)).toBeUndefined();
  });

  it('has each field in one group', () => {
    const grouped = Object.values(calculator.groups).flat();
    expect(grouped.toSorted()).toEqual(Object.keys(calculator.fields).toSorted());
  });

  it('shows arithmetic that comes out, at first', () => {
    for (const [name, { value, working }] of Object.entries(calculator.compute(values))) {
      working.forEach(expectAgreement);
      const last = working.at(-1);
      if (last) expect(sides(last).at(-1) ?? NaN, name).toBeCloseTo(value, closeness(value));
    }
  });

  it('shows arithmetic that comes out, and finite numbers, whatever the values', () => {
    const random = createRandom(7);
    let tried = 0;
    for (let round = 0; round < 100; round++) {
      const drawn = drawValues(calculator, random);
      if (!drawn) continue;
      tried++;
      for (const [name, { value, working }] of Object.entries(calculator.compute(drawn))) {
        expect(Number.isFinite(value), `${name} of ${JSON.stringify(drawn)}`).toBe(true);
        working.forEach(expectAgreement);
      }
    }
    expect(tried).toBeGreaterThan(30);
  });
});

/** How many decimals of a value six digits show. */
function closeness(value: number): number {
  return value === 0 ? 6 : 4 - Math.floor(Math.log10(Math.abs(value)));
}

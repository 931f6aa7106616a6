import type { Field } from './calculator.ts';

/** A whole number within bounds. */
export function whole(preset: number, min: number, max: number): Field {
  return { preset, min, max, whole: true };
}

/** Any number within bounds. */
export function decimal(preset: number, min: number, max: number): Field {
  return { preset, min, max };
}

/** A percentage. */
export function percentage(preset: number, min = 0, max = 100): Field {
  return { preset, min, max };
}

/** One of a few numbers, picked by name. */
export function option(preset: number, options: readonly number[]): Field {
  return { preset, min: Math.min(...options), max: Math.max(...options), options };
}

/** The same field, marked as an assumption. */
export function assumed(field: Field): Field {
  return { ...field, assumed: true };
}

/** The seeds that the check judges with. A reader's seed is another one each time. */
export function seedsTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** The seed of the cases that the Python twins computed. */
export const TWIN_SEED = 2026;

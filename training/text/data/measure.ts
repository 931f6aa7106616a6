/** Slices of at most `size` items. */
export function slices<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** The share of `trials` that are true. */
export function shareOf(trials: readonly boolean[]): { value: number; count: number } {
  return { value: trials.filter(Boolean).length / trials.length, count: trials.length };
}

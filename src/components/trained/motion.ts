/** Whether the reader asked for less motion. Then nothing starts to move by itself. */
export function wantsStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

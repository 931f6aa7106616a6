/** What the living matrix of the home page says, in English. */
export const livingMatrixStrings = {
  label: 'A sentence of your own',
  temperature: 'Temperature',
  temperatureEnds: 'low: one word wins; high: all words count alike',
  reseed: 'New random weights',
  caption: (seed: number) => `Attention weights, row by row. Seed ${String(seed)}, not trained.`,
  asks: 'asks ↓ / answers →',
  readsFrom: (token: string, parts: readonly string[]) =>
    `“${token}” reads from ${parts.join(', ')}.`,
  part: (token: string, percent: string) => `“${token}” ${percent}`,
  built: 'Computed when this page was built. Change anything and your browser computes it anew.',
  live: (milliseconds: number, backend: string) =>
    `Computed in your browser in ${milliseconds.toFixed(1)} ms, on the ${backend} backend of tfjs.`,
  running: 'Computing …',
  unavailable: 'This browser blocks workers, so the numbers stay those of the built page.',
  failed: 'The engine stopped twice over this input. The last good numbers are shown.',
} as const;

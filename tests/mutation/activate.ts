import { inject } from 'vitest';

/**
 * Switches a mutant on before a test file is read. Stryker's own runner waits for the first test:
 * what a file computes while tests are collected would then be right, and a test that compares
 * with it would find a mutant that it cannot find in life.
 */
const read = inject as (name: string) => unknown;

if (read('mode') === 'mutant') {
  const name = String(read('globalNamespace'));
  const stryker = ((globalThis as Record<string, unknown>)[name] ??= {}) as Record<string, unknown>;
  stryker['activeMutant'] = read('activeMutant');
}

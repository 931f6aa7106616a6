/**
 * The one list of cases: every layer of the library, small, with everything that it needs. The
 * tests of gradients, leaks, taps and backends walk it. One file a topic in `cases/`.
 */
import { layerCases } from './cases/layers.ts';
import type { Case } from './cases/support.ts';

export * from './cases/support.ts';

export function cases(): Case[] {
  return [...layerCases()];
}

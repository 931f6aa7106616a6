import { expectCount, expectDivisible } from '../check.ts';
import { ModelError } from '../error.ts';
import { ditSizes } from './config.ts';
import type { DitConfig, Grid } from './config.ts';

/** Throws unless every size is a whole number of at least 1, and heads divide the width. */
export function expectConfig(where: string, config: DitConfig): void {
  const { width, layers, heads, channels, patch } = config;
  const { F, patchOut, frequencies } = ditSizes(config);
  const sizes = { width, layers, channels, 'mlpRatio · width': F, patchOut, frequencies };
  for (const [name, size] of Object.entries<number>({ ...patch }))
    expectCount(where, `patch.${name}`, size);
  for (const [name, size] of Object.entries(sizes)) expectCount(where, name, size);
  expectDivisible(where, width, heads);
}

/** Throws unless each side of the grid is a whole number of at least 1. */
export function expectGrid(where: string, { frames, rows, columns }: Grid): void {
  expectCount(where, 'frames', frames);
  expectCount(where, 'rows', rows);
  expectCount(where, 'columns', columns);
}

/** Throws unless there are labels exactly if the config wants classes, and a text likewise. */
export function expectCondition(
  { condition: { kind } }: DitConfig,
  given: { readonly labels?: unknown; readonly text?: unknown },
): void {
  const wanted = { adaLN: 'labels', cross: 'text', none: 'neither labels nor text' }[kind];
  const names = (['labels', 'text'] as const).filter((name) => given[name] !== undefined);
  const got = names.join(' and ') || 'neither labels nor text';
  if (got !== wanted) throw new ModelError('dit', wanted, got);
}

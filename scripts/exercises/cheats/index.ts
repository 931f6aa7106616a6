import type { Cheat } from './cheat.ts';
import { BUILT_INS } from './built-ins.ts';
import { ANSWERS } from './answers.ts';
import { CHANNELS } from './channels.ts';

export type { Cheat } from './cheat.ts';

/** Handed in for attention, unless it is said for what. */
export const CHEATS: readonly Cheat[] = [...BUILT_INS, ...ANSWERS, ...CHANNELS].map((cheat) => ({
  exercise: 'scaled-dot-product-attention',
  ...cheat,
}));

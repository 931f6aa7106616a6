import type { Cheat } from './cheat.ts';
import { BUILT_INS } from './built-ins.ts';
import { ANSWERS } from './answers.ts';
import { CHANNELS } from './channels.ts';

export type { Cheat } from './cheat.ts';

/** Handed in for attention, unless it is said for what. */
export const CHEATS: readonly Cheat[] = Object.entries({
  'replaced built-ins': BUILT_INS,
  'odd answers': ANSWERS,
  'forged messages': CHANNELS,
}).flatMap(([group, drafts]) =>
  drafts.map((draft) => ({ exercise: 'scaled-dot-product-attention', group, ...draft })),
);

import { attention } from './attention.ts';
import { preTraining } from './pre-training.ts';
import type { Row } from './row.ts';
import { sora } from './sora.ts';
import { transformer } from './transformer.ts';

const all = { attention, transformer, preTraining, sora };

export type Parts = typeof all;
export type PartName = keyof Parts;

/** The numbers of each part's cheat sheet. */
export const numbers: Readonly<Record<PartName, Readonly<Record<string, Row>>>> = all;

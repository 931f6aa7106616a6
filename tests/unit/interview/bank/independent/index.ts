import { attention } from './attention.ts';
import { diffusion } from './diffusion.ts';
import { efficiency } from './efficiency.ts';
import { preTraining } from './pre-training.ts';
import { transformer } from './transformer.ts';
import type { Independent } from './values.ts';
import { video } from './video.ts';

/** A second computation of each generator's answer, written apart from the first. */
export const independent: Readonly<Partial<Record<string, Independent>>> = {
  ...attention,
  ...transformer,
  ...efficiency,
  ...preTraining,
  ...diffusion,
  ...video,
};

import type { CostResult, CostSettings } from '../../../../engine/labs/cost.ts';
import type { Scale } from '../../../../interview/design/calculator.ts';
import { workedSum } from '../../../../interview/design/write.ts';
import { diffusionMacs, diffusionParameters } from './diffusion.ts';
import type { Line } from './line.ts';
import { activationLines, cacheLines, stateLines } from './memory.ts';
import { textMacs, textParameters } from './text.ts';
import { videoMacs, videoParameters } from './video.ts';

export type Quantity = 'parameters' | 'macs' | 'cache' | 'state' | 'activations';

/** A number of the result, worked out. */
export interface Section {
  readonly quantity: Quantity;
  readonly value: number;
  readonly scale: Scale;
  /** Part by part, each with its formula. */
  readonly parts: readonly Line[];
  /** What follows the parts, the last line ending with the value. */
  readonly lines: readonly string[];
}

type Work = (result: CostResult, settings: CostSettings) => Line[];
const WORK: Readonly<Record<CostSettings['kind'], readonly [parameters: Work, macs: Work]>> = {
  'encoder-decoder': [textParameters, textMacs],
  encoder: [textParameters, textMacs],
  decoder: [textParameters, textMacs],
  diffusion: [diffusionParameters, diffusionMacs],
  'text-to-video': [videoParameters, videoMacs],
};

/** Every number of the result, line by line with the numbers put in. */
export function sectionsOf(result: CostResult, settings: CostSettings): Section[] {
  const [parameters, macs] = WORK[settings.kind];
  const counted = (quantity: 'parameters' | 'macs', parts: readonly Line[]): Section => {
    const terms = result.parts.map((part) => part[quantity]).filter((value) => value > 0);
    const lines = [workedSum(result[quantity], terms)];
    return { quantity, value: result[quantity], scale: 'plain', parts, lines };
  };
  const bytes = (quantity: 'cache' | 'state' | 'activations', lines: string[]): Section => ({
    quantity,
    value: result[quantity],
    scale: 'bytes',
    parts: [],
    lines,
  });
  return [
    counted('parameters', parameters(result, settings)),
    counted('macs', macs(result, settings)),
    ...(result.cache > 0 ? [bytes('cache', cacheLines(result, settings))] : []),
    bytes('state', stateLines(result, settings)),
    bytes('activations', activationLines(result, settings)),
  ];
}

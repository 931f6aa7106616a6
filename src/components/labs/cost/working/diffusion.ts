import type { CostResult, CostSettings } from '../../../../engine/labs/cost.ts';
import { worked } from '../../../../interview/design/write.ts';
import { partOf } from './line.ts';
import type { Line } from './line.ts';

/** The parameters of a diffusion transformer, part by part. The rest: patches, time, classes, last layer. */
export function diffusionParameters(result: CostResult, settings: CostSettings): Line[] {
  const { layers: L, width: D, patch } = settings;
  const [F, area] = [4 * D, patch * patch];
  const of = (name: Line['part']) => partOf(result, name).parameters;
  return [
    {
      part: 'attention',
      formula: 'L·(4D² + 4D)',
      text: worked(of('attention'))`${L} × (4 × ${D}² + 4 × ${D})`,
    },
    {
      part: 'network',
      formula: 'L·(2DF + F + D), F = 4D',
      text: worked(of('network'))`${L} × (2 × ${D} × ${F} + ${F} + ${D})`,
    },
    {
      part: 'modulation',
      formula: 'L·(6D² + 6D)',
      text: worked(of('modulation'))`${L} × (6 × ${D}² + 6 × ${D})`,
    },
    {
      part: 'rest',
      formula: '(4p²D + D) + (256D + D + D² + D) + 1001D + (2D² + 2D + 8p²D + 8p²)',
      text: worked(
        of('rest'),
      )`4 × ${area} × ${D} + ${D} + 256 × ${D} + ${D} + ${D}² + ${D} + 1,001 × ${D} + 2 × ${D}² + 2 × ${D} + 8 × ${area} × ${D} + 8 × ${area}`,
    },
  ];
}

/** The multiply-accumulates of one prediction, part by part. */
export function diffusionMacs(result: CostResult, settings: CostSettings): Line[] {
  const { layers: L, width: D, patch } = settings;
  const { tokens: T } = result;
  const [F, area] = [4 * D, patch * patch];
  const of = (name: Line['part']) => partOf(result, name).macs;
  return [
    {
      part: 'attention',
      formula: 'L·(4TD² + 2T²D)',
      text: worked(of('attention'))`${L} × (4 × ${T} × ${D}² + 2 × ${T}² × ${D})`,
    },
    {
      part: 'network',
      formula: 'L·2TDF, F = 4D',
      text: worked(of('network'))`${L} × 2 × ${T} × ${D} × ${F}`,
    },
    { part: 'modulation', formula: 'L·6D²', text: worked(of('modulation'))`${L} × 6 × ${D}²` },
    {
      part: 'rest',
      formula: 'T·4p²D + 256D + D² + 2D² + TD·8p²',
      text: worked(
        of('rest'),
      )`${T} × 4 × ${area} × ${D} + 256 × ${D} + ${D}² + 2 × ${D}² + ${T} × ${D} × 8 × ${area}`,
    },
  ];
}

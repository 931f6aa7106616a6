import type { CostResult, CostSettings } from '../../../../engine/labs/cost.ts';
import { worked } from '../../../../interview/design/write.ts';
import { partOf } from './line.ts';
import type { Line } from './line.ts';

/** The parameters of a text-to-video transformer, part by part. */
export function videoParameters(result: CostResult, settings: CostSettings): Line[] {
  const { layers: L, width: D, inner: F } = settings;
  const of = (name: Line['part']) => partOf(result, name).parameters;
  return [
    { part: 'attention', formula: 'L·8D²', text: worked(of('attention'))`${L} × 8 × ${D}²` },
    { part: 'network', formula: 'L·2DF', text: worked(of('network'))`${L} × 2 × ${D} × ${F}` },
  ];
}

/** The multiply-accumulates of one prediction, part by part. */
export function videoMacs(result: CostResult, settings: CostSettings): Line[] {
  const { layers: L, width: D, inner: F, textTokens: S, tokens: T } = settings;
  const of = (name: Line['part']) => partOf(result, name).macs;
  return [
    {
      part: 'attention',
      formula: 'L·(6TD² + 2SD² + 2T²D + 2TSD)',
      text: worked(
        of('attention'),
      )`${L} × (6 × ${T} × ${D}² + 2 × ${S} × ${D}² + 2 × ${T}² × ${D} + 2 × ${T} × ${S} × ${D})`,
    },
    {
      part: 'network',
      formula: 'L·2TDF',
      text: worked(of('network'))`${L} × 2 × ${T} × ${D} × ${F}`,
    },
  ];
}

import type { CostResult, CostSettings } from '../../../../engine/labs/cost.ts';
import { worked } from '../../../../interview/design/write.ts';
import { partOf, present } from './line.ts';
import type { Line } from './line.ts';

/** How many there are of each: a decoder with an encoder has two attentions a layer. */
function countsOf({ kind, layers: L, norm }: CostSettings) {
  const both = kind === 'encoder-decoder';
  const [attentions, networks] = both ? [3 * L, 2 * L] : [L, L];
  const last = norm === 'post' ? 0 : both ? 2 : 1;
  return { attentions, networks, norms: attentions + networks + last };
}

/** The parameters of a model of text, part by part. */
export function textParameters(result: CostResult, settings: CostSettings): Line[] {
  const { width: D, inner: F, vocabulary: V, positions, gated, norm, sharing } = settings;
  const { attentions, networks, norms } = countsOf(settings);
  const of = (name: Line['part']) => partOf(result, name).parameters;
  const W = D / sharing;
  const lines: Line[] = [
    {
      part: 'embedding',
      formula: 'D·(V + P)',
      text: worked(of('embedding'))`${D} × (${V} + ${positions})`,
    },
    sharing === 1
      ? {
          part: 'attention',
          formula: 'N·(4D² + 4D)',
          text: worked(of('attention'))`${attentions} × (4 × ${D}² + 4 × ${D})`,
        }
      : {
          part: 'attention',
          formula: 'N·(2(D² + D) + 2(D·GK + GK)), GK = D·G / H',
          text: worked(
            of('attention'),
          )`${attentions} × (2 × (${D}² + ${D}) + 2 × (${D} × ${W} + ${W}))`,
        },
    gated
      ? {
          part: 'network',
          formula: 'N·(3DF + 2F + D)',
          text: worked(of('network'))`${networks} × (3 × ${D} × ${F} + 2 × ${F} + ${D})`,
        }
      : {
          part: 'network',
          formula: 'N·(2DF + F + D)',
          text: worked(of('network'))`${networks} × (2 × ${D} × ${F} + ${F} + ${D})`,
        },
    norm === 'rms'
      ? { part: 'norms', formula: 'N·D', text: worked(of('norms'))`${norms} × ${D}` }
      : { part: 'norms', formula: 'N·2D', text: worked(of('norms'))`${norms} × 2 × ${D}` },
    { part: 'output', formula: 'D·V + V', text: worked(of('output'))`${D} × ${V} + ${V}` },
  ];
  return present(result, lines).filter(({ part }) => of(part) > 0);
}

/** The multiply-accumulates of a model of text, part by part. */
export function textMacs(result: CostResult, settings: CostSettings): Line[] {
  const { width: D, inner: F, vocabulary: V, gated, sharing, tokens: T } = settings;
  const { attentions, networks } = countsOf(settings);
  const of = (name: Line['part']) => partOf(result, name).macs;
  const W = D / sharing;
  const lines: Line[] = [
    {
      part: 'attention',
      formula: 'N·(2TD² + 2TD·GK + 2T²D), GK = D·G / H',
      text: worked(
        of('attention'),
      )`${attentions} × (2 × ${T} × ${D}² + 2 × ${T} × ${D} × ${W} + 2 × ${T}² × ${D})`,
    },
    gated
      ? {
          part: 'network',
          formula: 'N·3TDF',
          text: worked(of('network'))`${networks} × 3 × ${T} × ${D} × ${F}`,
        }
      : {
          part: 'network',
          formula: 'N·2TDF',
          text: worked(of('network'))`${networks} × 2 × ${T} × ${D} × ${F}`,
        },
    { part: 'output', formula: 'TDV', text: worked(of('output'))`${T} × ${D} × ${V}` },
  ];
  return present(result, lines).filter(({ part }) => of(part) > 0);
}

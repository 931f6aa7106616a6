import { cell } from './build.ts';
import type { DiffusionStepKind } from './diffusion-kinds.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';

/** Which tokens attend to each other, N frames of W places each. */
export interface GroupSpec {
  readonly axis: 'spatial' | 'temporal';
  /** N */
  readonly frames: number;
  /** W */
  readonly places: number;
}

type Letters = readonly [group: 'N' | 'W', token: 'N' | 'W'];

/** The letters of groups and their tokens. Spatial: N of W. Temporal: W of N. */
export function groupLetters({ axis }: GroupSpec): Letters {
  return axis === 'spatial' ? ['N', 'W'] : ['W', 'N'];
}

/** The step of `groupTokens`: group g has its tokens in their order. */
export function groupedStep(name: string, x: Source, spec: GroupSpec): Step<DiffusionStepKind> {
  const { axis, places: W } = spec;
  const [group, token] = groupLetters(spec);
  return {
    name,
    kind: 'spacetimeGrouped',
    formula: `X_{${group.toLowerCase()}${token.toLowerCase()}} = {${x.symbol}}_{nW + w}`,
    shape: [group, token, 'D'],
    inputs: [x.name],
    explain: ([g = 0, i = 0, d = 0]) => {
      const t = axis === 'spatial' ? g * W + i : i * W + g;
      return { kind: 'copy', of: cell(x.name, t, d) };
    },
  };
}

/** The step of `ungroupTokens`: every token goes back to its place. */
export function ungroupedStep(
  name: string,
  grouped: Source,
  spec: GroupSpec,
): Step<DiffusionStepKind> {
  const { axis, places: W } = spec;
  const [group, token] = groupLetters(spec);
  const subscript = `${group.toLowerCase()}${token.toLowerCase()}`;
  return {
    name,
    kind: 'spacetimeUngrouped',
    formula: `Y_{nW + w} = {${grouped.symbol}}_{${subscript}}`,
    shape: ['T', 'D'],
    inputs: [grouped.name],
    explain: ([t = 0, d = 0]) => {
      const [n, w] = [Math.floor(t / W), t % W];
      const index = axis === 'spatial' ? [n, w, d] : [w, n, d];
      return { kind: 'copy', of: cell(grouped.name, ...index) };
    },
  };
}

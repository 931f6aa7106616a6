import { cell } from './build.ts';
import type { DiffusionStepKind } from './diffusion-kinds.ts';
import type { Source } from './layer.ts';
import type { Cell, Explanation, Step } from './step.ts';

/** Which tokens attend to each other, N frames of W places each. */
export interface GroupSpec {
  readonly axis: 'spatial' | 'temporal';
  /** N */
  readonly frames: number;
  /** W */
  readonly places: number;
}

type Letters = readonly [group: 'N' | 'W', token: 'N' | 'W'];

/** Spatial: N groups of W tokens. Temporal: W groups of N tokens. */
function letters({ axis }: GroupSpec): Letters {
  return axis === 'spatial' ? ['N', 'W'] : ['W', 'N'];
}

/** The step of `groupTokens`: group g has its tokens in their order. */
export function groupedStep(name: string, x: Source, spec: GroupSpec): Step<DiffusionStepKind> {
  const { axis, places: W } = spec;
  const [group, token] = letters(spec);
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
  const [group, token] = letters(spec);
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

/**
 * A step of an attention, done in every group: its tensors have one more dimension in front.
 *
 * @param isGrouped tells the tensors that have it from the weights
 */
export function inGroups<Kind extends string>(
  step: Step<Kind>,
  spec: GroupSpec,
  isGrouped: (name: string) => boolean,
): Step<Kind> {
  const [group, token] = letters(spec);
  return {
    ...step,
    shape: [
      group,
      ...step.shape.map((letter) => (letter === 'T' || letter === 'S' ? token : letter)),
    ],
    explain: ([g = 0, ...index], shapes) => {
      const inside = (name: string) => shapes(name).slice(isGrouped(name) ? 1 : 0);
      const placed = ({ name, index }: Cell) =>
        cell(name, ...(isGrouped(name) ? [g] : []), ...index);
      return placeCells(step.explain(index, inside), placed);
    },
  };
}

/** The explanation with every cell replaced. Attention has these kinds only. */
function placeCells(explanation: Explanation, place: (cell: Cell) => Cell): Explanation {
  switch (explanation.kind) {
    case 'dot': {
      const pairs = explanation.pairs.map(([a, b]) => [place(a), place(b)] as const);
      const { plus } = explanation;
      return { ...explanation, pairs, ...(plus ? { plus: place(plus) } : {}) };
    }
    case 'softmax':
      return { ...explanation, of: place(explanation.of), over: explanation.over.map(place) };
    case 'copy':
      return { ...explanation, of: place(explanation.of) };
    default:
      return explanation;
  }
}

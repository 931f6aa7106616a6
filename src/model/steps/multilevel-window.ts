import { cell, linearDot, range } from './build.ts';
import { encoderLayerSteps } from './encoder.ts';
import { NORM_STEP_EPSILON } from './layer.ts';
import type { Source } from './layer.ts';
import { inGroups } from './group.ts';
import type { AnyMultilevelKind } from './multilevel-kinds.ts';
import type { Step } from './step.ts';

type MultilevelStep = Step<AnyMultilevelKind>;

export interface WindowBlockSpec {
  /** The scope of its taps and the path of its weights. */
  readonly name: string;
  readonly x: Source;
  readonly heads: number;
  readonly norm: 'post' | 'pre';
  readonly activation?: 'relu' | 'gelu' | 'geluTanh' | undefined;
  /** [Y, X] */
  readonly size: readonly [number, number];
  readonly windowSize: readonly [height: number, width: number];
  /** How far up and left the grid is moved: [0, 0] in a block that is not shifted. */
  readonly shift: readonly [number, number];
  /** Whether there is a bias for each distance. */
  readonly relative: boolean;
}

/** The steps of `windowBlock` on one grid, in the order of its taps. */
export function windowBlockSteps(spec: WindowBlockSpec): MultilevelStep[] {
  const { name, shift, relative } = spec;
  const moves = shift.some((by) => by > 0);
  return [
    ...(moves ? [rolledStep(spec)] : []),
    windowsStep(spec, moves),
    ...(relative ? [relativeStep(spec)] : []),
    ...inGroups(layerSteps(spec, moves), {
      group: 'N',
      token: 'W',
      inputs: [`${name}.windows`],
    }).map((step) => (step.kind === 'mask' ? edgeMaskStep(step, spec) : step)),
    unrolledStep(spec),
  ];
}

/** The layer inside, with the window's bias in the place of ALiBi's. */
function layerSteps(spec: WindowBlockSpec, moves: boolean): MultilevelStep[] {
  const { name, heads, norm, activation, relative } = spec;
  const mask = moves ? { mask: { causal: false } } : {};
  const variant = { activation, alibi: relative };
  const layer = encoderLayerSteps({ name, x: `${name}.windows`, heads, norm, variant, ...mask });
  return layer.filter((step) => step.kind !== 'bias');
}

function rolledStep({ name, x, size: [Y, X], shift: [up, left] }: WindowBlockSpec): MultilevelStep {
  return {
    name: `${name}.rolled`,
    kind: 'rolled',
    formula: `\\tilde{X}_{yx} = ${x.symbol}_{(y + ${up}) \\bmod ${Y},\\,(x + ${left}) \\bmod ${X}}`,
    shape: ['Y', 'X', 'D'],
    inputs: [x.name],
    explain: ([y = 0, column = 0, d = 0]) => ({
      kind: 'copy',
      of: cell(x.name, (y + up) % Y, (column + left) % X, d),
    }),
  };
}

function windowsStep(spec: WindowBlockSpec, moves: boolean): MultilevelStep {
  const source = moves ? `${spec.name}.rolled` : spec.x.name;
  const [height, width] = spec.windowSize;
  return {
    name: `${spec.name}.windows`,
    kind: 'windows',
    formula: `\\text{windows of } ${height} \\times ${width}`,
    shape: ['N', 'W', 'D'],
    inputs: [source],
    explain: ([n = 0, w = 0, d = 0]) => {
      const { y, x } = placeOf(spec, n, w);
      return { kind: 'copy', of: cell(source, y, x, d) };
    },
  };
}

function relativeStep({ name, windowSize: [height, width] }: WindowBlockSpec): MultilevelStep {
  const table = `${name}.relative`;
  return {
    name: `${name}.self.bias`,
    kind: 'relative',
    formula: 'B_{hqk} = \\operatorname{table}[\\operatorname{place}_q - \\operatorname{place}_k]_h',
    shape: ['H', 'W', 'W'],
    inputs: [table],
    explain: ([h = 0, query = 0, key = 0]) => {
      const down = Math.floor(query / width) - Math.floor(key / width) + height - 1;
      const right = (query % width) - (key % width) + width - 1;
      return { kind: 'copy', of: cell(table, down * (2 * width - 1) + right, h) };
    },
  };
}

/** Tokens from both ends of the grid do not see each other. */
function edgeMaskStep(step: MultilevelStep, spec: WindowBlockSpec): MultilevelStep {
  const {
    size: [Y, X],
    shift: [up, left],
  } = spec;
  const region = (n: number, w: number) => {
    const { y, x } = placeOf(spec, n, w);
    return [y + up >= Y, x + left >= X].join();
  };
  return {
    ...step,
    formula: 'A_{qk} = [\\text{side by side before the shift}]',
    explain: ([n = 0, query = 0, key = 0]) => ({
      kind: 'mask',
      query,
      key,
      causal: false,
      padded: false,
      outside: region(n, query) !== region(n, key),
    }),
  };
}

/** Every token back in its place. */
function unrolledStep(spec: WindowBlockSpec): MultilevelStep {
  const {
    name,
    norm,
    size: [Y, X],
    windowSize: [height, width],
    shift: [up, left],
  } = spec;
  const last = `${name}.${norm === 'pre' ? 'residual2' : 'norm2'}`;
  return {
    name: `${name}.output`,
    kind: 'unrolled',
    formula: '\\text{every token in its place}',
    shape: ['Y', 'X', 'D'],
    inputs: [last],
    explain: ([row = 0, column = 0, d = 0]) => {
      const [y, x] = [(row - up + Y) % Y, (column - left + X) % X];
      const n = Math.floor(y / height) * (X / width) + Math.floor(x / width);
      return { kind: 'copy', of: cell(last, n, (y % height) * width + (x % width), d) };
    },
  };
}

/** Where token w of window n lies on the (rolled) grid. */
function placeOf(
  { size: [, X], windowSize: [height, width] }: WindowBlockSpec,
  n: number,
  w: number,
) {
  const columns = X / width;
  return {
    y: Math.floor(n / columns) * height + Math.floor(w / width),
    x: (n % columns) * width + (w % width),
  };
}

export interface MergeSpec {
  /** The scope of its taps and the path of its weights. */
  readonly name: string;
  readonly x: Source;
  /** 1 if pairs are merged, 2 if squares are. */
  readonly down: 1 | 2;
}

/** The steps of `mergePatches`, in the order of its taps. C is the width of the neighbors together. */
export function mergeSteps({ name, x, down }: MergeSpec): MultilevelStep[] {
  const [neighbors, norm] = [`${name}.neighbors`, `${name}.norm`];
  return [
    {
      name: neighbors,
      kind: 'neighbors',
      formula: `M = \\operatorname{concat}(\\text{${2 * down} neighbors})`,
      shape: ['Y', 'X', 'C'],
      inputs: [x.name],
      explain: ([row = 0, column = 0, c = 0], shapes) => {
        const D = shapes(x.name).at(-1) ?? 1;
        const part = Math.floor(c / D);
        const [below, beside] = [part % down, Math.floor(part / down)];
        return { kind: 'copy', of: cell(x.name, row * down + below, 2 * column + beside, c % D) };
      },
    },
    {
      name: norm,
      kind: 'norm',
      formula: 'N = g \\odot \\frac{M - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + b',
      shape: ['Y', 'X', 'C'],
      inputs: [neighbors, `${norm}.gain`, `${norm}.bias`],
      explain: ([row = 0, column = 0, c = 0], shapes) => ({
        kind: 'norm',
        of: cell(neighbors, row, column, c),
        row: range(shapes(neighbors).at(-1) ?? 0).map((each) => cell(neighbors, row, column, each)),
        gain: cell(`${norm}.gain`, c),
        bias: cell(`${norm}.bias`, c),
        epsilon: NORM_STEP_EPSILON,
      }),
    },
    {
      name: `${name}.output`,
      kind: 'merged',
      formula: 'Y = N\\,W + b',
      shape: ['Y', 'X', 'D'],
      inputs: [norm, `${name}.reduce.weight`, `${name}.reduce.bias`],
      explain: ([row = 0, column = 0, d = 0], shapes) => {
        const dot = linearDot(`${name}.reduce`, norm, 0, d, shapes);
        const pairs = dot.pairs.map(
          ([, weight], c) => [cell(norm, row, column, c), weight] as const,
        );
        return { ...dot, pairs };
      },
    },
  ];
}

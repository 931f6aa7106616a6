import type { Extent } from '../video/count.ts';
import { cell, range } from './build.ts';
import { call, given, ofCell, product, quotient, sum } from './expression.ts';
import { NORM_STEP_EPSILON } from './layer.ts';
import type { Source } from './layer.ts';
import type { Shapes } from './step.ts';
import type { VideoStep } from './video.ts';

export interface ConvSpec {
  /** The tap and the path of its weights: `encoder.levels.0.down`. */
  readonly name: string;
  readonly x: Source;
  readonly symbol: string;
  readonly causal: boolean;
  /** 1 along each axis unless told otherwise. */
  readonly stride?: Extent | undefined;
}

/** The step of `conv3d`: a dot product over the cells under the window that lie in the clip. */
export function convStep(spec: ConvSpec): VideoStep {
  const { name, x, symbol, stride } = spec;
  const at = (axis: string, offset: string) => (stride ? `s_{${axis}}` : '') + `${axis}+${offset}`;
  const place = `${at('n', 'a')},\\,${at('y', 'b')},\\,${at('x', 'c')},\\,d`;
  return {
    name,
    kind: stride ? 'videoDown' : 'videoConv',
    formula: `{${symbol}}_{n,y,x,f} = b_f + \\sum_{a,b,c,d} W_{a,b,c,d,f}\\,{${x.symbol}}_{${place}}`,
    shape: ['N', 'Y', 'X', 'C'],
    inputs: [x.name, `${name}.weight`, `${name}.bias`],
    explain: (index, shapes) => {
      const f = index[3] ?? 0;
      const C = shapes(x.name)[3] ?? 0;
      const pairs = windowCells(spec, index, shapes).flatMap(({ weight, place }) =>
        range(C).map(
          (d) => [cell(x.name, ...place, d), cell(`${name}.weight`, ...weight, d, f)] as const,
        ),
      );
      return { kind: 'dot', pairs, plus: cell(`${name}.bias`, f) };
    },
  };
}

/** The cells of the clip under the window, each with its place in the window. */
function windowCells(
  { name, x, causal, stride }: ConvSpec,
  index: readonly number[],
  shapes: Shapes,
) {
  const [kernel, clip] = [shapes(`${name}.weight`), shapes(x.name)];
  const strides = stride ? [stride.frames, stride.height, stride.width] : [1, 1, 1];
  const along = (axis: number) => {
    const size = kernel[axis] ?? 1;
    const before = causal && axis === 0 ? size - 1 : Math.floor((size - 1) / 2);
    const start = (index[axis] ?? 0) * (strides[axis] ?? 1) - before;
    const inside = (offset: number) => start + offset >= 0 && start + offset < (clip[axis] ?? 0);
    return range(size)
      .filter(inside)
      .map((offset) => ({ offset, at: start + offset }));
  };
  return along(0).flatMap((a) =>
    along(1).flatMap((b) =>
      along(2).map((c) => ({
        weight: [a.offset, b.offset, c.offset],
        place: [a.at, b.at, c.at],
      })),
    ),
  );
}

/** The step of `upsample`: each cell is a copy of the one that it grew from. */
export function upsampledStep(name: string, x: Source, stride: Extent, causal: boolean): VideoStep {
  const [left, right] = causal ? ['\\lceil', '\\rceil'] : ['\\lfloor', '\\rfloor'];
  const floor = (axis: string) => `\\lfloor ${axis}/s_${axis} \\rfloor`;
  return {
    name,
    kind: 'videoUpsampled',
    formula: `U_{n,y,x} = {${x.symbol}}_{${left} n/s_n ${right},\\,${floor('y')},\\,${floor('x')}}`,
    shape: ['N', 'Y', 'X', 'C'],
    inputs: [x.name],
    explain: ([n = 0, row = 0, column = 0, c = 0]) => {
      const frame = causal ? Math.ceil(n / stride.frames) : Math.floor(n / stride.frames);
      const place = [Math.floor(row / stride.height), Math.floor(column / stride.width)];
      return { kind: 'copy', of: cell(x.name, frame, ...place, c) };
    },
  };
}

/** The step of `rmsNorm` over the channels of a cell, with the weight `name.gain`. */
export function channelNormStep(name: string, symbol: string, x: Source): VideoStep {
  const mean = `\\frac{1}{C} \\sum_d {${x.symbol}}_d^2`;
  return {
    name,
    kind: 'videoNorm',
    formula: `${symbol} = g \\odot \\frac{${x.symbol}}{\\sqrt{${mean} + \\epsilon}}`,
    shape: ['N', 'Y', 'X', 'C'],
    inputs: [x.name, `${name}.gain`],
    explain: (index, shapes) => {
      const C = shapes(x.name)[3] ?? 1;
      const squares = range(C).map((d) => {
        const one = ofCell(x.name, ...index.slice(0, 3), d);
        return product(one, one);
      });
      const size = call('sqrt', sum(quotient(sum(...squares), given(C)), given(NORM_STEP_EPSILON)));
      const scaled = product(ofCell(`${name}.gain`, index[3] ?? 0), ofCell(x.name, ...index));
      return { kind: 'expression', value: quotient(scaled, size) };
    },
  };
}

/** silu(x), cell by cell. */
export function activeStep(name: string, symbol: string, x: Source): VideoStep {
  return {
    name,
    kind: 'videoActive',
    formula: `${symbol} = ${x.symbol} \\odot \\sigma(${x.symbol})`,
    shape: ['N', 'Y', 'X', 'C'],
    inputs: [x.name],
    explain: (index) => ({ kind: 'expression', value: call('silu', ofCell(x.name, ...index)) }),
  };
}

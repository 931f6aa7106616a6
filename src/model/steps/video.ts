import type { Extent } from '../video/count.ts';
import { cell, headCell, headIndex } from './build.ts';
import { call, given, minus, ofCell, product, sum } from './expression.ts';
import { headShape } from './notation.ts';
import type { Step } from './step.ts';

/** The kinds of step of video: patches, positions on a grid, the compression network. */
export type VideoStepKind =
  | 'videoPatches'
  | 'videoTogether'
  | 'videoRotated'
  | 'videoConv'
  | 'videoDown'
  | 'videoUpsampled'
  | 'videoNorm'
  | 'videoActive'
  | 'videoSum'
  | 'videoMean'
  | 'videoLogVariance'
  | 'videoDeviation'
  | 'videoLatents'
  | 'videoError'
  | 'videoReconstruction'
  | 'videoDivergence'
  | 'videoKl'
  | 'videoLoss';

export type VideoStep = Step<VideoStepKind>;

export interface PatchSpec {
  /** The tap, by its full name: `patches`, or `video` of `unpatchify`. */
  readonly name: string;
  /** What is cut or put together, by name. */
  readonly of: string;
  readonly patch: Extent;
  /** How many patches there are along each axis. */
  readonly grid: Extent;
}

const PATCH_FORMULA = String.raw`P_{t,\,((a\,p_h + b)\,p_w + c)\,C + d} = V_{p_t n + a,\; p_h y + b,\; p_w x + c,\; d} \qquad t = (n\,Y' + y)\,X' + x`;

/** The step of `patchify`: each number of a token is one pixel's channel. */
export function patchStep({ name, of, patch, grid }: PatchSpec): VideoStep {
  return {
    name,
    kind: 'videoPatches',
    formula: PATCH_FORMULA,
    shape: ['T', 'C'],
    inputs: [of],
    explain: ([t = 0, p = 0], shapes) => {
      const C = shapes(of).at(-1) ?? 1;
      const [n, y, x] = coordinates(t, grid);
      const [a, b, c] = coordinates(Math.floor(p / C), patch);
      const place = [n * patch.frames + a, y * patch.height + b, x * patch.width + c];
      return { kind: 'copy', of: cell(of, ...place, p % C) };
    },
  };
}

/** The step of `unpatchify`: each pixel's channel is one number of a token. */
export function unpatchStep({ name, of, patch, grid }: PatchSpec): VideoStep {
  return {
    name,
    kind: 'videoTogether',
    formula: PATCH_FORMULA,
    shape: ['N', 'Y', 'X', 'C'],
    inputs: [of],
    explain: ([frame = 0, row = 0, column = 0, d = 0], shapes) => {
      const C = shapes(name).at(-1) ?? 1;
      const { frames, height, width } = patch;
      const whole = [frame / frames, row / height, column / width].map(Math.floor);
      const inside = [frame % frames, row % height, column % width];
      return { kind: 'copy', of: cell(of, flat(whole, grid), flat(inside, patch) * C + d) };
    },
  };
}

export interface GridRotarySpec {
  /** The tap, by its full name: `self.query.rotated`. */
  readonly name: string;
  /** What is rotated, by name. */
  readonly of: string;
  readonly heads: number;
  readonly grid: Extent;
  /** How many channels of a head turn with each axis. */
  readonly widths: Extent;
  /** 10000 unless told otherwise, as in `rotateGrid`. */
  readonly base?: number | undefined;
}

/** The step of `rotateGrid`: a pair of channels, turned by its angle. */
export function gridRotaryStep(spec: GridRotarySpec): VideoStep {
  const { name, of, heads } = spec;
  return {
    name,
    kind: 'videoRotated',
    formula: String.raw`\begin{pmatrix} y_{2i} \\ y_{2i+1} \end{pmatrix} = R\!\left(p\,\theta_i\right) \begin{pmatrix} x_{2i} \\ x_{2i+1} \end{pmatrix} \qquad p = n,\, y \text{ or } x`,
    shape: headShape(heads, 'T', 'K'),
    inputs: [of],
    explain: (index) => {
      const [h, t, k] = headIndex(index);
      const at = (channel: number) => ofCell(...named(headCell(of, heads, h, t, channel)));
      const angle = given(gridAngle(spec, t, k));
      const pair = k - (k % 2);
      const [cos, sin] = [call('cos', angle), call('sin', angle)];
      const [a, b] = [at(pair), at(pair + 1)];
      const even = minus(product(a, cos), product(b, sin));
      const value = k === pair ? even : sum(product(a, sin), product(b, cos));
      return { kind: 'expression', value };
    },
  };
}

/** p·base^(−2i/K'): p the coordinate on the axis of channel `k`, i its pair among the K' there. */
function gridAngle({ grid, widths, base = 10000 }: GridRotarySpec, t: number, k: number): number {
  const place = coordinates(t, grid);
  let first = 0;
  for (const [axis, width] of [widths.frames, widths.height, widths.width].entries()) {
    const channel = k - first;
    const pair = channel - (channel % 2);
    if (channel < width) return (place[axis] ?? NaN) * base ** (-pair / width);
    first += width;
  }
  return NaN;
}

/** Frame, row and column of cell `t` of a grid. */
function coordinates(t: number, { height, width }: Extent): readonly [number, number, number] {
  const row = Math.floor(t / width);
  return [Math.floor(row / height), row % height, t % width];
}

/** The inverse of `coordinates`. */
function flat([n = 0, y = 0, x = 0]: readonly number[], { height, width }: Extent): number {
  return (n * height + y) * width + x;
}

function named({ name, index }: ReturnType<typeof cell>): [string, ...number[]] {
  return [name, ...index];
}

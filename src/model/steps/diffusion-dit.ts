import { cell, linearDot, range } from './build.ts';
import { ditBlockSteps } from './diffusion-block.ts';
import type { DitBlockSpec } from './diffusion-block.ts';
import type { DiffusionStepKind, DitStepKind } from './diffusion-kinds.ts';
import { modulatedStep, modulationSteps, plainNormStep } from './diffusion-modulation.ts';
import { timeSteps } from './diffusion-time.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';

/** What the steps of a diffusion transformer need to know. */
export interface DitSpec {
  /** The scope of its taps and the path of its weights: `dit`. */
  readonly name: string;
  /** The patches that it reads, by name. */
  readonly tokens: string;
  readonly heads: number;
  readonly layers: number;
  /** The sides of the grid: frames, rows, columns. */
  readonly grid: readonly [frames: number, rows: number, columns: number];
  readonly attention: 'joint' | 'factorised';
  /** The time, as it was given. */
  readonly time: number;
  /** The label, if the condition is a class. */
  readonly label?: number | undefined;
  /** The text, if the condition is one. */
  readonly text?: DitBlockSpec['text'];
}

/** The steps of `dit`, in the order of its taps. */
export function ditSteps(spec: DitSpec): Step<DitStepKind>[] {
  const { name, layers, time, label } = spec;
  const condition = label === undefined ? `${name}.time.output` : `${name}.condition`;
  return [
    ...patchSteps(spec),
    ...timeSteps(`${name}.time`, time),
    ...(label === undefined ? [] : labelSteps(name, label)),
    ...range(layers).flatMap((layer) => blockSteps(spec, condition, layer)),
    ...finalLayerSteps({
      name: `${name}.final`,
      x: `${name}.blocks.${layers - 1}.residual2`,
      condition,
    }),
  ];
}

function blockSteps(spec: DitSpec, condition: string, layer: number): Step<DitStepKind>[] {
  const { name, heads, text, attention, grid } = spec;
  const [frames, rows, columns] = grid;
  const axis = layer % 2 === 0 ? 'spatial' : 'temporal';
  return ditBlockSteps({
    name: `${name}.blocks.${layer}`,
    x: layer === 0 ? `${name}.x` : `${name}.blocks.${layer - 1}.residual2`,
    condition,
    heads,
    text,
    group: attention === 'joint' ? undefined : { axis, frames, places: rows * columns },
  });
}

function patchSteps({ name, tokens, grid }: DitSpec): Step<DiffusionStepKind>[] {
  const [patches, positions] = [`${name}.patches`, `${name}.positions`];
  const first: Step<DiffusionStepKind> = {
    name: patches,
    kind: 'patchEmbedding',
    formula: 'E = P\\,W_P + b_P',
    shape: ['T', 'D'],
    inputs: [tokens, `${patches}.weight`, `${patches}.bias`],
    explain: ([t = 0, d = 0], shapes) => linearDot(patches, tokens, t, d, shapes),
  };
  const placed: Step<DiffusionStepKind> = {
    name: `${name}.x`,
    kind: 'placedPatches',
    formula: 'X = E + \\mathrm{PE}',
    shape: ['T', 'D'],
    inputs: [patches, positions],
    explain: (index) => ({
      kind: 'sum',
      terms: [cell(patches, ...index), cell(positions, ...index)],
    }),
  };
  return [first, gridPositionsStep(positions, grid), placed];
}

/** The step of `gridPositions`: each axis has the sinusoids of its coordinate, in its channels. */
function gridPositionsStep(
  name: string,
  [, rows, columns]: DitSpec['grid'],
): Step<DiffusionStepKind> {
  return {
    name,
    kind: 'gridPositions',
    formula:
      '\\mathrm{PE} = \\operatorname{concat}(\\mathrm{PE}_{\\text{frame}}, \\mathrm{PE}_{\\text{row}}, \\mathrm{PE}_{\\text{column}})',
    shape: ['T', 'D'],
    inputs: [],
    explain: ([t = 0, d = 0], shapes) => {
      const D = shapes(name).at(-1) ?? 0;
      const each = 2 * Math.floor(D / 6);
      const first = D - 2 * each;
      const axis = d < first ? 0 : 1 + Math.floor((d - first) / each);
      const places = [
        Math.floor(t / (rows * columns)),
        Math.floor(t / columns) % rows,
        t % columns,
      ];
      return {
        kind: 'sinusoid',
        position: places[axis] ?? 0,
        dimension: axis === 0 ? d : (d - first) % each,
        width: axis === 0 ? first : each,
      };
    },
  };
}

function labelSteps(name: string, label: number): Step<DiffusionStepKind>[] {
  const [time, vector, table] = [`${name}.time.output`, `${name}.label`, `${name}.label.table`];
  return [
    {
      name: vector,
      kind: 'labelVector',
      formula: 'e_y = \\operatorname{table}[y]',
      shape: ['D'],
      inputs: [table],
      explain: ([d = 0]) => ({ kind: 'copy', of: cell(table, label, d) }),
    },
    {
      name: `${name}.condition`,
      kind: 'conditionVector',
      formula: 'c = e_t + e_y',
      shape: ['D'],
      inputs: [time, vector],
      explain: ([d = 0]) => ({ kind: 'sum', terms: [cell(time, d), cell(vector, d)] }),
    },
  ];
}

/** What the steps of the final layer need to know. */
export interface FinalLayerSpec {
  /** The scope of its taps and the path of its weights: `dit.final`. */
  readonly name: string;
  readonly x: string;
  readonly condition: string;
}

/** The steps of `finalLayer`, in the order of its taps. */
export function finalLayerSteps({ name, x, condition }: FinalLayerSpec): Step<DiffusionStepKind>[] {
  const norm: Source = { name: `${name}.norm`, symbol: 'N' };
  const [modulated, output] = [`${name}.modulated`, `${name}.output`];
  return [
    ...modulationSteps(name, condition, [
      ['shift', 'modulationShift'],
      ['scale', 'modulationScale'],
    ]),
    plainNormStep(norm.name, norm.symbol, { name: x, symbol: 'X' }),
    modulatedStep(modulated, 'M', norm, [`${name}.shift`, `${name}.scale`]),
    {
      name: output,
      kind: 'patchPrediction',
      formula: 'Y = M\\,W + b',
      shape: ['T', 'C'],
      inputs: [modulated, `${output}.weight`, `${output}.bias`],
      explain: ([t = 0, c = 0], shapes) => linearDot(output, modulated, t, c, shapes),
    },
  ];
}

import { attentionSteps } from './attention.ts';
import { groupLetters, groupedStep, ungroupedStep } from './diffusion-group.ts';
import type { GroupSpec } from './diffusion-group.ts';
import type { DiffusionStepKind, DitStepKind } from './diffusion-kinds.ts';
import {
  gatedResidualStep,
  modulatedStep,
  modulationSteps,
  plainNormStep,
} from './diffusion-modulation.ts';
import type { Vector } from './diffusion-modulation.ts';
import { inGroups } from './group.ts';
import { residualStep } from './layer.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';
import { feedForwardSteps } from './think.ts';

/** What the steps of one block need to know. */
export interface DitBlockSpec {
  /** The scope of its taps and the path of its weights: `dit.blocks.0`. */
  readonly name: string;
  /** The tensor that it reads, by name. */
  readonly x: string;
  /** The condition, by name. */
  readonly condition: string;
  readonly heads: number;
  /** Which tokens attend to each other; all of them unless told otherwise. */
  readonly group?: GroupSpec | undefined;
  /** The text, by name, if there is one; and how many of its tokens are not padding. */
  readonly text?: { readonly name: string; readonly length?: number | undefined } | undefined;
}

const VECTORS: readonly Vector[] = [
  ['shift1', 'modulationShift'],
  ['scale1', 'modulationScale'],
  ['gate1', 'modulationGate'],
  ['shift2', 'modulationShift'],
  ['scale2', 'modulationScale'],
  ['gate2', 'modulationGate'],
];

/** The steps of `ditBlock`, in the order of its taps. */
export function ditBlockSteps(spec: DitBlockSpec): Step<DitStepKind>[] {
  const { name, condition, text } = spec;
  const at = (local: string) => `${name}.${local}`;
  const x: Source = { name: spec.x, symbol: 'X' };
  const norm1: Source = { name: at('norm1'), symbol: 'N_1' };
  const modulated1: Source = { name: at('modulated1'), symbol: 'M_1' };
  const residual1: Source = { name: at('residual1'), symbol: 'R_1' };
  const crossed: Source = text ? { name: at('crossed'), symbol: "R'_1" } : residual1;
  const norm2: Source = { name: at('norm2'), symbol: 'N_2' };
  const modulated2: Source = { name: at('modulated2'), symbol: 'M_2' };
  const thought: Source = { name: at('mlp.output'), symbol: 'G' };
  const [steps, looked] = selfSteps(spec, modulated1);
  return [
    ...modulationSteps(name, condition, VECTORS),
    plainNormStep(norm1.name, norm1.symbol, x),
    modulatedStep(modulated1.name, modulated1.symbol, norm1, [at('shift1'), at('scale1')]),
    ...steps,
    gatedResidualStep(residual1.name, residual1.symbol, x, looked, at('gate1')),
    ...(text ? crossSteps(spec, residual1, crossed, text) : []),
    plainNormStep(norm2.name, norm2.symbol, crossed),
    modulatedStep(modulated2.name, modulated2.symbol, norm2, [at('shift2'), at('scale2')]),
    ...feedForwardSteps(at('mlp'), modulated2, { activation: 'geluTanh' }),
    gatedResidualStep(at('residual2'), 'R_2', crossed, thought, at('gate2')),
  ];
}

/** Self-attention, in groups if there are groups; and its result. */
function selfSteps(
  { name, heads, group }: DitBlockSpec,
  x: Source,
): readonly [Step<DitStepKind>[], Source] {
  const [self, output] = [`${name}.self`, '\\role{output}{Y}'];
  const attention = (input: Source) =>
    attentionSteps({
      name: self,
      query: input.name,
      memory: input.name,
      querySymbol: input.symbol,
      heads,
    });
  if (!group) return [attention(x), { name: `${self}.output`, symbol: output }];
  const grouped: Source = { name: `${name}.grouped`, symbol: 'X_g' };
  const looked: Source = { name: `${self}.output`, symbol: 'Y' };
  const [letter, token] = groupLetters(group);
  const steps = [
    groupedStep(grouped.name, x, group),
    ...inGroups(attention(grouped), { group: letter, token, inputs: [grouped.name] }),
    ungroupedStep(`${name}.ungrouped`, looked, group),
  ];
  return [steps, { name: `${name}.ungrouped`, symbol: output }];
}

function crossSteps(
  { name, heads }: DitBlockSpec,
  x: Source,
  crossed: Source,
  { name: text, length }: NonNullable<DitBlockSpec['text']>,
): Step<DitStepKind>[] {
  const steps = attentionSteps({
    name: `${name}.cross`,
    query: x.name,
    memory: text,
    querySymbol: x.symbol,
    heads,
    ...(length === undefined ? {} : { mask: { causal: false, length } }),
  });
  const told: Source = { name: `${name}.cross.output`, symbol: "\\role{output}{Y'}" };
  const sum = residualStep(crossed.name, crossed.symbol, x, told);
  return [...steps, { ...sum, kind: 'textResidual' satisfies DiffusionStepKind }];
}

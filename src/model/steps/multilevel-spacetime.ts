import { attentionSteps } from './attention.ts';
import { cell, range } from './build.ts';
import { encoderLayerSteps } from './encoder.ts';
import { given, ofCell, quotient, sum } from './expression.ts';
import { normStep, residualStep } from './layer.ts';
import type { Source } from './layer.ts';
import { inGroups, relabel } from './group.ts';
import type { AnyMultilevelKind } from './multilevel-kinds.ts';
import type { Step } from './step.ts';

type MultilevelStep = Step<AnyMultilevelKind>;

export interface SpaceTimeSpec {
  /** The scope of its taps and the path of its weights. */
  readonly name: string;
  /** [N, S, D] */
  readonly x: Source;
  readonly kind: 'joint' | 'space' | 'time' | 'divided';
  readonly heads: number;
  readonly norm: 'post' | 'pre';
  readonly activation?: 'relu' | 'gelu' | 'geluTanh' | undefined;
  /** S, the tokens of a frame. */
  readonly tokens: number;
}

/** The steps of `spaceTimeLayer` on one clip, in the order of its taps. */
export function spaceTimeSteps(spec: SpaceTimeSpec): MultilevelStep[] {
  const { name, x, kind, heads, norm, activation } = spec;
  const time = kind === 'divided' ? timeSteps(spec) : [];
  const start =
    kind === 'divided' ? `${name}.${norm === 'pre' ? 'timeResidual' : 'timeNorm'}` : x.name;
  const groups = { name: `${name}.groups`, symbol: 'X' };
  const layer = encoderLayerSteps({
    name,
    x: groups.name,
    heads,
    norm,
    variant: { activation },
  });
  const last = `${name}.${norm === 'pre' ? 'residual2' : 'norm2'}`;
  return [
    ...time,
    groupsStep(groups.name, { ...x, name: start }, spec),
    ...liftLayer(layer, kind, groups.name),
    clipStep(`${name}.output`, last, spec),
  ];
}

/** The first half of a divided layer. */
function timeSteps({ name, x, heads, norm }: SpaceTimeSpec): MultilevelStep[] {
  const places = { name: `${name}.places`, symbol: 'X' };
  const timeNorm = { name: `${name}.timeNorm`, symbol: 'N_0' };
  const residual = { name: `${name}.timeResidual`, symbol: 'R_0' };
  const looked = { name: `${name}.time.output`, symbol: '\\role{output}{Y}' };
  const asks = norm === 'pre' ? timeNorm : places;
  const attention = attentionSteps({
    name: `${name}.time`,
    query: asks.name,
    memory: asks.name,
    querySymbol: asks.symbol,
    heads,
  });
  const added = residualStep(residual.name, residual.symbol, places, looked);
  const inside =
    norm === 'pre'
      ? [normStep(timeNorm.name, timeNorm.symbol, places), ...attention, added]
      : [...attention, added, normStep(timeNorm.name, timeNorm.symbol, residual)];
  const start: MultilevelStep = {
    name: places.name,
    kind: 'places',
    formula: `X_{sn} = ${x.symbol}_{ns}`,
    shape: ['S', 'N', 'D'],
    inputs: [x.name],
    explain: ([s = 0, n = 0, d = 0]) => ({ kind: 'copy', of: cell(x.name, n, s, d) }),
  };
  return [start, ...inGroups(inside, { group: 'S', token: 'N', inputs: [places.name] })];
}

/** The steps of a layer, in every frame, at every place, or once. */
function liftLayer(
  steps: readonly MultilevelStep[],
  kind: SpaceTimeSpec['kind'],
  input: string,
): MultilevelStep[] {
  if (kind === 'joint') return relabel(steps, { S: 'T' });
  const letters =
    kind === 'time' ? ({ group: 'S', token: 'N' } as const) : ({ group: 'N', token: 'S' } as const);
  return inGroups(steps, { ...letters, inputs: [input] });
}

/** The tokens of the clip as sequences. After `places`, the clip lies place by place. */
function groupsStep(name: string, x: Source, { kind, tokens: S }: SpaceTimeSpec): MultilevelStep {
  const step = (
    shape: Step['shape'],
    formula: string,
    at: (index: readonly number[]) => number[],
  ): MultilevelStep => ({
    name,
    kind: kind === 'time' ? 'places' : 'frames',
    formula,
    shape,
    inputs: [x.name],
    explain: (index) => ({ kind: 'copy', of: cell(x.name, ...at(index)) }),
  });
  switch (kind) {
    case 'joint':
      return step(['T', 'D'], `X_{nS + s} = ${x.symbol}_{ns}`, ([t = 0, d = 0]) => [
        Math.floor(t / S),
        t % S,
        d,
      ]);
    case 'space':
      return step(['N', 'S', 'D'], `X_{ns} = ${x.symbol}_{ns}`, (index) => [...index]);
    case 'time':
      return step(['S', 'N', 'D'], `X_{sn} = ${x.symbol}_{ns}`, ([s = 0, n = 0, d = 0]) => [
        n,
        s,
        d,
      ]);
    case 'divided':
      return step(['N', 'S', 'D'], 'X_{ns} = X_{sn}', ([n = 0, s = 0, d = 0]) => [s, n, d]);
  }
}

function clipStep(name: string, last: string, { kind, tokens: S }: SpaceTimeSpec): MultilevelStep {
  return {
    name,
    kind: 'clip',
    formula: '\\text{every token in its frame}',
    shape: ['N', 'S', 'D'],
    inputs: [last],
    explain: ([n = 0, s = 0, d = 0]) => {
      const at = { joint: [n * S + s, d], time: [s, n, d], space: [n, s, d], divided: [n, s, d] };
      return { kind: 'copy', of: cell(last, ...at[kind]) };
    },
  };
}

export interface FactorizedSpec extends Omit<SpaceTimeSpec, 'name' | 'kind'> {
  readonly spaceLayers: number;
  readonly timeLayers: number;
}

/** The steps of `factorizedEncoder` on one clip, in the order of its taps. */
export function factorizedSteps(spec: FactorizedSpec): MultilevelStep[] {
  const { x, tokens: S, spaceLayers, timeLayers } = spec;
  const space = levelSteps('space', 'groups', spaceLayers, spec);
  const time = levelSteps('time', 'frames', timeLayers, spec);
  const means: MultilevelStep = {
    name: 'frames',
    kind: 'meanFrames',
    formula: 'f_n = \\frac{1}{S}\\sum_s H_{ns}',
    shape: ['N', 'D'],
    inputs: [space.last],
    explain: ([n = 0, d = 0]) => {
      const total = sum(...range(S).map((s) => ofCell(space.last, n, s, d)));
      return { kind: 'expression', value: quotient(total, given(S)) };
    },
  };
  return [
    groupsStep('groups', x, { ...spec, name: '', kind: 'space' }),
    ...liftLayer(space.steps, 'space', 'groups'),
    means,
    ...relabel(time.steps, { T: 'N', S: 'N' }),
  ];
}

function levelSteps(
  level: string,
  input: string,
  count: number,
  { heads, norm, activation }: FactorizedSpec,
) {
  const last = norm === 'pre' ? 'residual2' : 'norm2';
  const resultOf = (i: number) => (i < 0 ? input : `${level}.${i}.${last}`);
  const steps = range(count).flatMap<MultilevelStep>((i) =>
    encoderLayerSteps({
      name: `${level}.${i}`,
      x: resultOf(i - 1),
      heads,
      norm,
      variant: { activation },
    }),
  );
  return { steps, last: resultOf(count - 1) };
}

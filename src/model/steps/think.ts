import { cell, range } from './build.ts';
import { ofCell, product, sum } from './expression.ts';
import type { Source } from './layer.ts';
import { explainActivated, explainLinear, linearInputs, loraTerm, lowSteps } from './linear.ts';
import type { LinearSpec } from './linear.ts';
import type { Step } from './step.ts';
import { lorasBelow } from './variants.ts';
import type { LayerStepKind, LayerVariantSpec } from './variants.ts';

type Variant = Pick<LayerVariantSpec, 'activation' | 'experts' | 'lora'>;

const ACTIVATION = {
  relu: (z: string) => `\\max(0,\\; ${z})`,
  gelu: (z: string) => `\\operatorname{GELU}(${z})`,
  geluTanh: (z: string) => `\\operatorname{GELU}(${z})`,
} as const;

/** The steps of `think` on `x`: those of one feed-forward network, or of several experts. */
export function thinkSteps(name: string, x: Source, variant: Variant = {}): Step<LayerStepKind>[] {
  return variant.experts === undefined
    ? feedForwardSteps(name, x, variant)
    : expertsSteps(name, x, variant, variant.experts);
}

/** The steps of `feedForward` on `x`: `name.hidden` and `name.output`. */
export function feedForwardSteps(
  name: string,
  x: Source,
  { activation = 'relu', lora }: Variant = {},
): Step<LayerStepKind>[] {
  const part = (path: string, input: string): LinearSpec => {
    return { path: `${name}.${path}`, input, scale: lora?.[path] };
  };
  const inner = part('inner', x.name);
  const hidden = `${name}.hidden`;
  const before =
    activation === 'swiglu'
      ? swigluSteps(name, x, inner, part('gate', x.name))
      : [...lowSteps(inner), hiddenStep(hidden, x, inner, activation)];
  return [...before, ...outputSteps(name, part('outer', hidden))];
}

function hiddenStep(
  name: string,
  x: Source,
  inner: LinearSpec,
  activation: keyof typeof ACTIVATION,
): Step<LayerStepKind> {
  return {
    name,
    kind: 'hidden',
    formula: `F = ${ACTIVATION[activation](`${x.symbol}\\,W_1 + b_1${loraTerm(inner)}`)}`,
    shape: ['T', 'F'],
    inputs: linearInputs(inner),
    explain: ([t = 0, f = 0], shapes) => explainActivated(inner, activation, t, f, shapes),
  };
}

/** The steps `gate`, `up` and `hidden`: SwiGLU has two inner layers, and multiplies them. */
function swigluSteps(
  name: string,
  x: Source,
  inner: LinearSpec,
  gate: LinearSpec,
): Step<LayerStepKind>[] {
  const [open, up] = [`${name}.gate`, `${name}.up`];
  return [
    ...lowSteps(inner),
    ...lowSteps(gate),
    {
      name: open,
      kind: 'gate',
      formula: `A = \\operatorname{SiLU}(${x.symbol}\\,W_3 + b_3${loraTerm(gate)})`,
      shape: ['T', 'F'],
      inputs: linearInputs(gate),
      explain: ([t = 0, f = 0], shapes) => explainActivated(gate, 'silu', t, f, shapes),
    },
    {
      name: up,
      kind: 'up',
      formula: `U = ${x.symbol}\\,W_1 + b_1${loraTerm(inner)}`,
      shape: ['T', 'F'],
      inputs: linearInputs(inner),
      explain: ([t = 0, f = 0], shapes) => explainLinear(inner, t, f, shapes),
    },
    {
      name: `${name}.hidden`,
      kind: 'hidden',
      formula: 'F = A \\odot U',
      shape: ['T', 'F'],
      inputs: [open, up],
      explain: (index) => ({
        kind: 'expression',
        value: product(ofCell(open, ...index), ofCell(up, ...index)),
      }),
    },
  ];
}

function outputSteps(name: string, outer: LinearSpec): Step<LayerStepKind>[] {
  const output: Step<LayerStepKind> = {
    name: `${name}.output`,
    kind: 'ffn',
    formula: `G = F\\,W_2 + b_2${loraTerm(outer)}`,
    shape: ['T', 'D'],
    inputs: linearInputs(outer),
    explain: ([t = 0, d = 0], shapes) => explainLinear(outer, t, d, shapes),
  };
  return [...lowSteps(outer), output];
}

/** The steps of `mixtureOfExperts` on `x`. */
function expertsSteps(
  name: string,
  x: Source,
  { activation, lora }: Variant,
  { count: E, top }: NonNullable<Variant['experts']>,
): Step<LayerStepKind>[] {
  const router: LinearSpec = { path: `${name}.router`, input: x.name, scale: lora?.['router'] };
  const experts = range(E).map((e) => `${name}.experts.${e}`);
  const thoughts = experts.flatMap((expert, e) => {
    return feedForwardSteps(expert, x, { activation, lora: lorasBelow(lora, `experts.${e}`) });
  });
  return [
    ...lowSteps(router),
    routerStep(router, x),
    chosenStep(name, top),
    gateStep(name),
    ...thoughts,
    expertsOutputStep(name, experts),
  ];
}

function routerStep(router: LinearSpec, x: Source): Step<LayerStepKind> {
  return {
    name: router.path,
    kind: 'router',
    formula: `Z = ${x.symbol}\\,W_R + b_R${loraTerm(router)}`,
    shape: ['T', 'E'],
    inputs: linearInputs(router),
    explain: ([t = 0, e = 0], shapes) => explainLinear(router, t, e, shapes),
  };
}

/** 1 for the `top` highest scores of a token. */
function chosenStep(name: string, top: number): Step<LayerStepKind> {
  const router = `${name}.router`;
  return {
    name: `${name}.chosen`,
    kind: 'chosen',
    formula: 'A_{te} = [\\,Z_{te} \\text{ is among the top } k\\,]',
    shape: ['T', 'E'],
    inputs: [router],
    explain: ([t = 0, e = 0], shapes) => ({
      kind: 'top',
      of: cell(router, t, e),
      over: range(shapes(router)[1] ?? 0).map((other) => cell(router, t, other)),
      top,
    }),
  };
}

function gateStep(name: string): Step<LayerStepKind> {
  const [router, chosen] = [`${name}.router`, `${name}.chosen`];
  return {
    name: `${name}.gate`,
    kind: 'expertGate',
    formula: "P_{te} = \\frac{A_{te}\\,e^{Z_{te}}}{\\sum_{e'} A_{te'}\\,e^{Z_{te'}}}",
    shape: ['T', 'E'],
    inputs: [router, chosen],
    explain: ([t = 0, e = 0], shapes) => {
      const all = range(shapes(router)[1] ?? 0);
      const over = all.map((other) => cell(router, t, other));
      const mask = all.map((other) => cell(chosen, t, other));
      return { kind: 'softmax', of: cell(router, t, e), over, mask, temperature: 1 };
    },
  };
}

function expertsOutputStep(name: string, experts: readonly string[]): Step<LayerStepKind> {
  const gate = `${name}.gate`;
  return {
    name: `${name}.output`,
    kind: 'experts',
    formula: 'G = \\sum_e P_e\\,G_e',
    shape: ['T', 'D'],
    inputs: [gate, ...experts.map((expert) => `${expert}.output`)],
    explain: ([t = 0, d = 0]) => {
      const parts = experts.map((expert, e) =>
        product(ofCell(gate, t, e), ofCell(`${expert}.output`, t, d)),
      );
      return { kind: 'expression', value: sum(...parts) };
    },
  };
}

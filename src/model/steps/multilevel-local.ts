import { attentionSteps } from './attention.ts';
import { cell } from './build.ts';
import { maskStep, mixStep, patternStep, scoresStep } from './dot-product.ts';
import { given } from './expression.ts';
import type { Source } from './layer.ts';
import { inGroups, readingFrom } from './group.ts';
import type { AnyMultilevelKind, MultilevelStepKind } from './multilevel-kinds.ts';
import { role } from './notation.ts';
import type { Step } from './step.ts';

type MultilevelStep = Step<AnyMultilevelKind>;

export interface LocalGlobalSpec {
  /** The scope of its taps and the path of its weights. */
  readonly name: string;
  readonly x: Source;
  /** At least 2: a tensor keeps its dimension of heads. */
  readonly heads: number;
  /** T */
  readonly tokens: number;
  readonly window: number;
  readonly causal?: boolean | undefined;
  readonly globals?: readonly number[] | undefined;
  /** How many tokens are not padding; without it, all. */
  readonly length?: number | undefined;
  readonly temperature?: number | undefined;
}

/** The steps of `localGlobalAttention` on one sequence, in the order of its taps. */
export function localGlobalSteps(spec: LocalGlobalSpec): MultilevelStep[] {
  const { name, x, heads, globals = [] } = spec;
  const all = attentionSteps({ name, query: x.name, memory: x.name, querySymbol: x.symbol, heads });
  const isOf = (...kinds: string[]) => all.filter(({ kind }) => kinds.includes(kind));
  return [
    ...isOf('query', 'key', 'value'),
    ...nearSteps(spec),
    ...(globals.length > 0 ? farSteps(spec) : []),
    allLevelsStep(spec),
    ...isOf('joined', 'output'),
  ];
}

/** How the sequence is cut: as `chunksOf` of the library does. */
function chunksOf({ tokens: T, window, causal }: LocalGlobalSpec) {
  const size = Math.min(T, Math.max(1, window - 1));
  return { size, near: (causal ? 2 : 3) * size };
}

/** Which token stands in a column of a chunk's keys; −1 where there is none. */
function keyAt(spec: LocalGlobalSpec, chunk: number, column: number): number {
  const { size, near } = chunksOf(spec);
  if (column >= near) return spec.globals?.[column - near] ?? -1;
  const key = (chunk - 1) * size + column;
  return key < spec.tokens ? key : -1;
}

function nearSteps(spec: LocalGlobalSpec): MultilevelStep[] {
  const { heads, temperature } = spec;
  const name = `${spec.name}.near`;
  const { size } = chunksOf(spec);
  const dot = { name, heads, temperature, mask: { causal: false } };
  const inside = [scoresStep(dot), maskStep(dot, dot.mask), patternStep(dot), mixStep(dot)];
  const inputs = [`${name}.query`, `${name}.key`, `${name}.value`];
  const groups = { group: 'N', token: 'W', inputs, afterHeads: true, keepKeys: true } as const;
  const queryAt = (chunk: number, w: number) => {
    const query = chunk * size + w;
    return query < spec.tokens ? query : -1;
  };
  return [
    chunkStep(spec, 'nearQuery', 'query', queryAt),
    chunkStep(spec, 'nearKey', 'key', (chunk, column) => keyAt(spec, chunk, column)),
    chunkStep(spec, 'nearValue', 'value', (chunk, column) => keyAt(spec, chunk, column)),
    ...inGroups<AnyMultilevelKind>(inside, groups).map((step) =>
      step.kind === 'mask' ? bandStep(step, spec) : step,
    ),
  ];
}

/** Tokens laid out by chunks; 0 where there is none. */
function chunkStep(
  { name }: LocalGlobalSpec,
  kind: MultilevelStepKind,
  of: 'query' | 'key' | 'value',
  tokenAt: (chunk: number, column: number) => number,
): MultilevelStep {
  const symbol = role(of, { query: 'Q', key: 'K', value: 'V' }[of]);
  return {
    name: `${name}.near.${of}`,
    kind,
    formula: `\\tilde{${symbol}}_{hn} = ${of === 'query' ? `${symbol}_h[\\text{chunk } n]` : `${symbol}_h[\\text{around chunk } n]`}`,
    shape: ['H', 'N', of === 'query' ? 'W' : 'S', 'K'],
    inputs: [`${name}.${of}`],
    explain: ([h = 0, chunk = 0, column = 0, k = 0]) => {
      const token = tokenAt(chunk, column);
      return token < 0
        ? { kind: 'expression', value: given(0) }
        : { kind: 'copy', of: cell(`${name}.${of}`, h, token, k) };
    },
  };
}

/** Which keys of the band a query sees. */
function bandStep(step: MultilevelStep, spec: LocalGlobalSpec): MultilevelStep {
  const { tokens: T, window, causal = false, globals = [], length = T } = spec;
  const { size, near } = chunksOf(spec);
  return {
    ...step,
    formula: 'A_{ts} = [|t - s| < w \\text{ or } s \\text{ global}]',
    explain: ([chunk = 0, w = 0, column = 0]) => {
      const [query, key] = [chunk * size + w, keyAt(spec, chunk, column)];
      const isNear = Math.abs(query - key) < window && !globals.includes(key);
      return {
        kind: 'mask',
        query,
        key,
        causal: causal && key > query,
        padded: key >= length,
        outside: key < 0 || query >= T || (column < near && !isNear),
      };
    },
  };
}

function farSteps(spec: LocalGlobalSpec): MultilevelStep[] {
  const { name, heads, temperature, causal = false, globals = [], length } = spec;
  const far = `${name}.far`;
  const rule = causal || length !== undefined ? { causal: false, length } : undefined;
  const dot = { name: far, heads, temperature, mask: rule };
  const asked: MultilevelStep = {
    name: `${far}.query`,
    kind: 'farQuery',
    formula: `${role('query', 'Q')}'_h = ${role('query', 'Q')}_h[\\text{global}]`,
    shape: ['H', 'T', 'K'],
    inputs: [`${name}.query`],
    explain: ([h = 0, i = 0, k = 0]) => ({
      kind: 'copy',
      of: cell(`${name}.query`, h, globals[i] ?? -1, k),
    }),
  };
  const inside = [
    scoresStep(dot),
    ...(rule ? [pastStep(maskStep(dot, rule), spec)] : []),
    patternStep(dot),
    mixStep(dot),
  ];
  const names = { [`${far}.key`]: `${name}.key`, [`${far}.value`]: `${name}.value` };
  return [asked, ...inside.map((step) => readingFrom<AnyMultilevelKind>(step, names))];
}

function pastStep(
  step: Step,
  { tokens: T, causal = false, globals = [], length = T }: LocalGlobalSpec,
): Step {
  return {
    ...step,
    explain: ([i = 0, key = 0]) => {
      const query = globals[i] ?? -1;
      return { kind: 'mask', query, key, causal: causal && key > query, padded: key >= length };
    },
  };
}

/** Every token by its own attention: a global one by the far, any other by the near. */
function allLevelsStep(spec: LocalGlobalSpec): MultilevelStep {
  const { name, globals = [] } = spec;
  const { size } = chunksOf(spec);
  const [near, far] = [`${name}.near.mix`, `${name}.far.mix`];
  return {
    name: `${name}.mix`,
    kind: 'allLevels',
    formula: 'C_t = C^{\\text{far}}_t \\text{ if } t \\text{ is global, else } C^{\\text{near}}_t',
    shape: ['H', 'T', 'K'],
    inputs: globals.length > 0 ? [near, far] : [near],
    explain: ([h = 0, t = 0, k = 0]) => {
      const i = globals.indexOf(t);
      const of = i < 0 ? cell(near, h, Math.floor(t / size), t % size, k) : cell(far, h, i, k);
      return { kind: 'copy', of };
    },
  };
}

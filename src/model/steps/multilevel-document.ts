import { cell, range } from './build.ts';
import { embeddingSteps } from './embedding.ts';
import { encoderLayerSteps } from './encoder.ts';
import { call, ofCell, product, sum } from './expression.ts';
import type { Source } from './layer.ts';
import { inGroups, relabel } from './group.ts';
import type { AnyMultilevelKind } from './multilevel-kinds.ts';
import type { Step } from './step.ts';

type MultilevelStep = Step<AnyMultilevelKind>;

export interface PoolingSpec {
  /** The scope of its taps and the path of its weights. */
  readonly name: string;
  readonly x: Source;
  /** Which tokens count; without it, all, and there is no step for the mask. */
  readonly present?: readonly boolean[] | undefined;
}

/** The steps of `attentionPooling`, in the order of its taps. */
export function poolingSteps({ name, x, present }: PoolingSpec): MultilevelStep[] {
  const [hidden, scores, mask] = [`${name}.hidden`, `${name}.scores`, `${name}.mask`];
  const pattern = `${name}.pattern`;
  const exp = (t: string) => `${present ? `m_{${t}}\\,` : ''}e^{z_{${t}}}`;
  return [
    {
      name: hidden,
      kind: 'poolHidden',
      formula: `U = \\tanh(${x.symbol}\\,W + b)`,
      shape: ['T', 'D'],
      inputs: [x.name, `${hidden}.weight`, `${hidden}.bias`],
      explain: ([t = 0, d = 0], shapes) => {
        const terms = range(shapes(`${hidden}.weight`)[0] ?? 0).map((k) =>
          product(ofCell(x.name, t, k), ofCell(`${hidden}.weight`, k, d)),
        );
        const value = call('tanh', sum(...terms, ofCell(`${hidden}.bias`, d)));
        return { kind: 'expression', value };
      },
    },
    {
      name: scores,
      kind: 'poolScores',
      formula: 'z = U\\,c',
      shape: ['T'],
      inputs: [hidden, `${name}.context`],
      explain: ([t = 0], shapes) => {
        const D = shapes(`${name}.context`)[0] ?? 0;
        const pairs = range(D).map(
          (d) => [cell(hidden, t, d), cell(`${name}.context`, d)] as const,
        );
        return { kind: 'dot', pairs };
      },
    },
    ...(present ? [poolMaskStep(mask, (t) => !present[t])] : []),
    {
      name: pattern,
      kind: 'poolPattern',
      formula: `\\alpha_t = \\frac{${exp('t')}}{\\sum_{t'} ${exp("t'")}}`,
      shape: ['T'],
      inputs: present ? [scores, mask] : [scores],
      explain: ([t = 0], shapes) => {
        const tokens = range(shapes(scores)[0] ?? 0);
        return {
          kind: 'softmax',
          of: cell(scores, t),
          over: tokens.map((token) => cell(scores, token)),
          ...(present ? { mask: tokens.map((token) => cell(mask, token)) } : {}),
          temperature: 1,
        };
      },
    },
    {
      name: `${name}.output`,
      kind: 'pooled',
      formula: `s = \\sum_t \\alpha_t\\,${x.symbol}_t`,
      shape: ['D'],
      inputs: [pattern, x.name],
      explain: ([d = 0], shapes) => {
        const tokens = range(shapes(pattern)[0] ?? 0);
        return { kind: 'dot', pairs: tokens.map((t) => [cell(pattern, t), cell(x.name, t, d)]) };
      },
    },
  ];
}

function poolMaskStep(name: string, isPadding: (token: number) => boolean): MultilevelStep {
  return {
    name,
    kind: 'poolMask',
    formula: 'm_t = 1',
    shape: ['T'],
    inputs: [],
    explain: ([key = 0]) => ({
      kind: 'mask',
      query: 0,
      key,
      causal: false,
      padded: isPadding(key),
    }),
  };
}

export interface DocumentSpec {
  /** The ids of the words, a row a sentence. */
  readonly ids: readonly (readonly number[])[];
  /** How many words each sentence has; without it, nothing is padding. */
  readonly lengths?: readonly number[] | undefined;
  readonly heads: number;
  readonly norm: 'post' | 'pre';
  readonly wordLayers: number;
  readonly sentenceLayers: number;
}

/** The steps of `documentEncoder` on one document, in the order of its taps. */
export function documentSteps(spec: DocumentSpec): MultilevelStep[] {
  return [...wordSteps(spec), ...sentenceSteps(spec)];
}

function wordSteps({ ids, lengths, ...spec }: DocumentSpec): MultilevelStep[] {
  const names = { name: 'words', weights: 'embedding', ids: [] };
  const [, positions, x] = embeddingSteps({ positions: true, variant: names });
  if (!positions || !x) return [];
  const embedding: MultilevelStep = {
    name: 'words.embedding',
    kind: 'embedding',
    formula: 'E_{nw} = \\operatorname{table}[\\operatorname{word}_{nw}]',
    shape: ['N', 'W', 'D'],
    inputs: ['embedding.table'],
    explain: ([n = 0, w = 0, d = 0]) => ({
      kind: 'copy',
      of: cell('embedding.table', ids[n]?.[w] ?? -1, d),
    }),
  };
  const layers = levelSteps('words', spec.wordLayers, spec, lengths !== undefined);
  const pool = poolingSteps({ name: 'wordPool', x: layers.last, present: lengths && [] });
  const inside = inGroups<AnyMultilevelKind>([x, ...layers.steps, ...pool], {
    group: 'N',
    token: 'W',
    inputs: ['words.embedding'],
  });
  const isPadding = (n: number, w: number) => w >= (lengths?.[n] ?? Infinity);
  return [
    embedding,
    ...relabel([positions], { T: 'W' }),
    ...inside.map((step) => padded(step, isPadding)),
  ];
}

function sentenceSteps({ lengths, ...spec }: DocumentSpec): MultilevelStep[] {
  const [, positions] = embeddingSteps({
    positions: true,
    variant: { name: 'sentences', ids: [] },
  });
  if (!positions) return [];
  const [vectors, places] = ['sentences.vectors', 'sentences.positions'];
  const present = lengths?.map((words) => words > 0);
  const layers = levelSteps('sentences', spec.sentenceLayers, spec, lengths !== undefined);
  const pool = poolingSteps({ name: 'sentencePool', x: layers.last, present });
  const steps: MultilevelStep[] = [
    {
      name: vectors,
      kind: 'sentences',
      formula: 'S_n = s^{(n)}',
      shape: ['T', 'D'],
      inputs: ['wordPool.output'],
      explain: (index) => ({ kind: 'copy', of: cell('wordPool.output', ...index) }),
    },
    positions,
    {
      name: 'sentences.x',
      kind: 'x',
      formula: 'X = S + \\mathrm{PE}',
      shape: ['T', 'D'],
      inputs: [vectors, places],
      explain: (index) => ({
        kind: 'sum',
        terms: [cell(vectors, ...index), cell(places, ...index)],
      }),
    },
    ...layers.steps.map((step) => masked(step, (key) => !(present?.[key] ?? true))),
    ...pool,
  ];
  return relabel(steps, { T: 'N', S: 'N' });
}

/** The layers of one level, and what they end in. */
function levelSteps(
  level: string,
  count: number,
  { heads, norm }: Pick<DocumentSpec, 'heads' | 'norm'>,
  hasMask: boolean,
) {
  const last = norm === 'post' ? 'norm2' : 'residual2';
  const resultOf = (i: number) => (i < 0 ? `${level}.x` : `${level}.${i}.${last}`);
  const mask = hasMask ? { mask: { causal: false, length: 0 } } : {};
  const steps = range(count).flatMap<MultilevelStep>((i) =>
    encoderLayerSteps({ name: `${level}.${i}`, x: resultOf(i - 1), heads, norm, ...mask }),
  );
  return { steps, last: { name: resultOf(count - 1), symbol: 'H' } };
}

/** The mask step of a layer with the padding of its own. */
function masked(step: MultilevelStep, isPadding: (key: number) => boolean): MultilevelStep {
  if (!step.name.endsWith('.self.mask')) return step;
  return {
    ...step,
    explain: ([query = 0, key = 0]) => ({
      kind: 'mask',
      query,
      key,
      causal: false,
      padded: isPadding(key),
    }),
  };
}

/** A mask step on words: which are padding depends on the sentence. */
function padded(
  step: MultilevelStep,
  isPadding: (group: number, key: number) => boolean,
): MultilevelStep {
  if (!step.name.endsWith('.mask')) return step;
  return {
    ...step,
    explain: ([group = 0, ...rest]) => {
      const key = rest.at(-1) ?? 0;
      const query = rest.length > 1 ? (rest[0] ?? 0) : 0;
      return { kind: 'mask', query, key, causal: false, padded: isPadding(group, key) };
    },
  };
}

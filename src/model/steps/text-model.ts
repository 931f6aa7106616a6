import { cell, linearDot, range } from './build.ts';
import { decoderLayerSteps } from './decoder.ts';
import { embeddingSteps } from './embedding.ts';
import { encoderLayerSteps } from './encoder.ts';
import { anyNormStep } from './layer.ts';
import type { Step } from './step.ts';
import type { LayerStepKind, LayerVariantSpec } from './variants.ts';

/** What the steps of whole models need to know. */
interface ModelSpec {
  readonly heads: number;
  readonly norm: 'post' | 'pre';
  readonly positions: 'sinusoidal' | 'learned' | 'rotary' | 'alibi' | 'none';
  readonly scaled?: boolean | undefined;
  /** Whether the logits use the embedding table again. */
  readonly tied: boolean;
  readonly window?: number | undefined;
  readonly variant?: Omit<LayerVariantSpec, 'rotary' | 'alibi'> | undefined;
}

export interface TextModelSpec extends ModelSpec {
  readonly ids: readonly number[];
  readonly layers: number;
  readonly causal: boolean;
  /** How many tokens are not padding; without it, padding is not masked. */
  readonly length?: number | undefined;
}

export interface Seq2SeqSpec extends ModelSpec {
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  /** How many source tokens are not padding. */
  readonly sourceLength: number;
  /** How many target tokens are not padding. */
  readonly targetLength: number;
  /** Whether the target uses the table of the source. */
  readonly shared: boolean;
}

/** The steps of `textLogits`, in the order of its taps. */
export function textModelSteps(spec: TextModelSpec): Step<LayerStepKind>[] {
  const { ids, layers, causal, length, window } = spec;
  const masked = causal || length !== undefined || window !== undefined;
  const last = stackEnd('layers', layers, spec, 'embedding.x');
  return [
    ...embedSteps('embedding', 'embedding', ids, spec),
    ...range(layers).flatMap((i) =>
      encoderLayerSteps({
        ...layerSpec(spec),
        name: `layers.${i}`,
        x: stackEnd('layers', i, spec, 'embedding.x'),
        mask: masked ? { causal, length, window } : undefined,
      }),
    ),
    ...lastNorm('norm', last, spec),
    logitsStep(spec.norm === 'pre' ? 'norm' : last, 'embedding.table', spec.tied),
  ];
}

/** The steps of `seq2seq`, in the order of its taps. */
export function seq2seqSteps(spec: Seq2SeqSpec): Step<LayerStepKind>[] {
  const { source, target, shared, norm } = spec;
  const decoderEnd = stackEnd('decoder', spec.decoderLayers, spec, 'target.x');
  const table = shared ? 'source.table' : 'target.table';
  return [
    ...embedSteps('source', 'source', source, spec),
    ...encoderSteps(spec),
    ...embedSteps('target', shared ? 'source' : 'target', target, spec),
    ...decoderSteps(spec),
    ...lastNorm('decoderNorm', decoderEnd, spec),
    logitsStep(norm === 'pre' ? 'decoderNorm' : decoderEnd, table, spec.tied),
  ];
}

function encoderSteps(spec: Seq2SeqSpec): Step<LayerStepKind>[] {
  const { encoderLayers, sourceLength: length, window } = spec;
  const layers = range(encoderLayers).flatMap((i) =>
    encoderLayerSteps({
      ...layerSpec(spec),
      name: `encoder.${i}`,
      x: stackEnd('encoder', i, spec, 'source.x'),
      mask: { causal: false, length, window },
    }),
  );
  const last = stackEnd('encoder', encoderLayers, spec, 'source.x');
  return [...layers, ...lastNorm('encoderNorm', last, spec)];
}

function decoderSteps(spec: Seq2SeqSpec): Step<LayerStepKind>[] {
  const encoderEnd = stackEnd('encoder', spec.encoderLayers, spec, 'source.x');
  return range(spec.decoderLayers).flatMap((i) =>
    decoderLayerSteps({
      ...layerSpec(spec),
      name: `decoder.${i}`,
      x: stackEnd('decoder', i, spec, 'target.x'),
      memory: spec.norm === 'pre' ? 'encoderNorm' : encoderEnd,
      length: spec.targetLength,
      memoryLength: spec.sourceLength,
      window: spec.window,
    }),
  );
}

/** The name of what layer i reads: the result of the layer before it. */
function stackEnd(stack: string, i: number, { norm }: ModelSpec, first: string): string {
  if (i === 0) return first;
  const decoder = stack === 'decoder';
  const last = norm === 'pre' ? `residual${decoder ? 3 : 2}` : `norm${decoder ? 3 : 2}`;
  return `${stack}.${i - 1}.${last}`;
}

function layerSpec({ heads, norm, positions, variant }: ModelSpec) {
  const placed = { rotary: positions === 'rotary', alibi: positions === 'alibi' };
  return { heads, norm, variant: { ...variant, ...placed } };
}

function embedSteps(
  name: string,
  weights: string,
  ids: readonly number[],
  { positions, scaled }: ModelSpec,
): Step<LayerStepKind>[] {
  const learned = positions === 'learned';
  return embeddingSteps({
    positions: learned || positions === 'sinusoidal',
    variant: { name, weights, ids, scaled, learned },
  });
}

function lastNorm(name: string, x: string, { norm, variant }: ModelSpec): Step<LayerStepKind>[] {
  if (norm === 'post') return [];
  return [anyNormStep(name, 'N', { name: x, symbol: 'X' }, variant?.normKind)];
}

/** `toLogits`: with weights of its own, or with the table. */
function logitsStep(x: string, table: string, tied: boolean): Step<LayerStepKind> {
  return {
    name: 'logits',
    kind: 'logits',
    formula: tied ? 'X\\,E^{\\top}' : 'X\\,W + b',
    shape: ['T', 'V'],
    inputs: tied ? [x, table] : [x, 'logits.weight', 'logits.bias'],
    explain: ([t = 0, v = 0], shapes) => {
      if (!tied) return linearDot('logits', x, t, v, shapes);
      const D = shapes(table)[1] ?? 0;
      const pairs = range(D).map((d) => [cell(x, t, d), cell(table, v, d)] as const);
      return { kind: 'dot', pairs };
    },
  };
}

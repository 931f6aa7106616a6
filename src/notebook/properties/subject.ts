import type { Random } from '../../model/random.ts';

/** Numbers by sample, token, channel: [B][T][D]. */
export type Batch = readonly (readonly (readonly number[])[])[];

/** 1 = a real token, 0 = padding: [B][T]. */
export type Padding = readonly (readonly number[])[];

export type Awaitable<T> = T | Promise<T>;

export interface LayerSizes {
  /** D */
  readonly width: number;
  /** H */
  readonly heads: number;
  /** F */
  readonly inner: number;
}

/** What a layer gets. Masks are handed over as its framework would hand them over. */
export interface LayerInput {
  /** [B][T][D] */
  readonly x: Batch;
  /** [B][S][D]: what the encoder gave. A decoder has it. */
  readonly memory?: Batch | undefined;
  readonly mask?: Padding | undefined;
  readonly memoryMask?: Padding | undefined;
}

/** What a layer gives. */
export interface LayerAnswer {
  /** [B][T][D] */
  readonly output: Batch;
  /** [B][H][T][S]: the attention weights, of the cross-attention if there are two. */
  readonly scores?: readonly Batch[] | undefined;
  /** The mask that the layer hands on to the next one, if it hands one on. */
  readonly mask?: Padding | undefined;
}

/** A layer with weights, as plain numbers see it. What it cannot do it leaves out. */
export interface BuiltLayer {
  readonly run: (input: LayerInput) => Awaitable<LayerAnswer>;
  /** How many numbers its weights are. */
  readonly parameters: () => Awaitable<number>;
  /** As `run`, but the way a compiled model runs: a graph, a model of layers. */
  readonly compiled?: ((input: LayerInput) => Awaitable<LayerAnswer>) | undefined;
  /** The layer after it has been saved and loaded. */
  readonly reload?: (() => Awaitable<BuiltLayer>) | undefined;
  /** The layer with every weight 0 except the gains of its norms. */
  readonly silent?: (() => Awaitable<BuiltLayer>) | undefined;
}

/** A kind of layer, to be built at any size. In inference: no dropout. */
export interface Subject {
  readonly kind: 'encoder' | 'decoder';
  readonly build: (sizes: LayerSizes) => Awaitable<BuiltLayer>;
}

export interface Verdict {
  readonly holds: boolean;
  /** What was seen, in a sentence. */
  readonly evidence: string;
}

export const PROPERTY_IDS = [
  'inner-width',
  'lengths',
  'batch-sizes',
  'scores',
  'causal',
  'batch-independence',
  'cross-use',
  'padding',
  'parameters',
  'compiled',
  'saved',
  'permutation',
  'residual',
] as const;

export type PropertyId = (typeof PROPERTY_IDS)[number];

/** Something that is true of every right layer, told from its numbers alone. */
export interface Property {
  readonly id: PropertyId;
  /** What it asks, in a sentence. */
  readonly asks: string;
  /** Nothing, if the layer is of the other kind or cannot do what the property needs. */
  readonly check: (subject: Subject, random: Random) => Promise<Verdict | undefined>;
}

import type { StepKind } from './step.ts';

/** The kinds of step that only variants of the 2017 layers have. */
export type VariantStepKind =
  | 'low'
  | 'rotated'
  | 'all'
  | 'bias'
  | 'biased'
  | 'rmsNorm'
  | 'gate'
  | 'up'
  | 'router'
  | 'chosen'
  | 'expertGate'
  | 'experts'
  | 'scaled'
  | 'logits';

/** Every kind of step of the Transformer's layers and models. */
export type LayerStepKind = StepKind | VariantStepKind;

/** α / R of the adapted linear layers, by their path in the layer: `{ 'self.query': 2 }`. */
export type LoraScales = Readonly<Record<string, number>>;

/** What makes an attention differ from that of 2017. */
export interface AttentionVariant {
  /** G; H unless told otherwise. */
  readonly keyValueHeads?: number | undefined;
  readonly rotary?: boolean | undefined;
  readonly alibi?: boolean | undefined;
  /**
   * How many tokens a cache holds from before. They are named `<name>.pastKeys` and
   * `<name>.pastValues`. Without it, there is no cache.
   */
  readonly before?: number | undefined;
  readonly lora?: LoraScales | undefined;
}

/** What makes a layer differ from that of 2017. */
export interface LayerVariantSpec extends AttentionVariant {
  readonly normKind?: 'layer' | 'rms' | undefined;
  readonly activation?: 'relu' | 'gelu' | 'geluTanh' | 'swiglu' | undefined;
  readonly experts?: { readonly count: number; readonly top: number } | undefined;
}

/** The scales of the layers below `path`, by their path there. */
export function lorasBelow(lora: LoraScales | undefined, path: string): LoraScales {
  const below = Object.entries(lora ?? {}).filter(([name]) => name.startsWith(`${path}.`));
  return Object.fromEntries(below.map(([name, scale]) => [name.slice(path.length + 1), scale]));
}

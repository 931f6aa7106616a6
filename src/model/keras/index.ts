/**
 * The layers in Keras's form, on tfjs-layers. Apart from `src/model/index.ts`, so that what only
 * wants the functions does not carry tfjs-layers.
 */
export * from './decoder-layer.ts';
export * from './dropout.ts';
export * from './encoder-layer.ts';
export { TransformerLayer } from './layer.ts';
export type { CallOptions, TransformerLayerArgs, TransformerLayerConfig } from './layer.ts';

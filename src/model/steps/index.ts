/** The steps of the library's layers, as data. No tfjs here: this runs on the page. */
export { attentionSteps } from './attention.ts';
export type { AttentionSpec } from './attention.ts';
export { cellKey, cellsOf } from './cells.ts';
export { decoderLayerSteps } from './decoder.ts';
export type { DecoderLayerSpec } from './decoder.ts';
export type { MaskRule } from './dot-product.ts';
export { embeddingSteps } from './embedding.ts';
export type { EmbeddingSpec } from './embedding.ts';
export { encoderLayerSteps } from './encoder.ts';
export type { EncoderLayerSpec } from './encoder.ts';
export { evaluate } from './evaluate.ts';
export type { Expression } from './expression.ts';
export * from './heads.ts';
export { crossEntropySteps } from './objectives.ts';
export type { CrossEntropySpec, ObjectiveStepKind } from './objectives.ts';
export type * from './step.ts';
export { toText, workOut } from './work.ts';
export type { Line, Part } from './work.ts';

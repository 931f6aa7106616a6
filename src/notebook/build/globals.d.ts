/** The globals of a cell as the editor explains them. What they do is in `../runtime/cell.ts`. */
import type { Tensor1D } from '@tensorflow/tfjs-core';

/** TensorFlow.js, on the CPU. */
export declare const tf: object;

/** The library of this course: Transformers and diffusion, as pure functions. */
export declare const model: object;

/** Shapes World: scenes, captions in two languages, stories, questions and clips. */
export declare const world: object;

/** Shows a tensor or evenly nested numbers as a heat map with its shape, anything else as text. */
export declare function show(value: unknown, title?: string): void;

/**
 * Draws one list of numbers as a curve, or several by name: `plot({ train, test }, { title: 'loss' })`.
 * At most 8 curves. Under the points stand 0, 1, 2 … unless `x` says otherwise.
 */
export declare function plot(
  values: readonly number[] | Tensor1D | Record<string, readonly number[] | Tensor1D>,
  options?: {
    title?: string;
    x?: readonly number[] | Tensor1D;
    xLabel?: string;
    yLabel?: string;
  },
): void;

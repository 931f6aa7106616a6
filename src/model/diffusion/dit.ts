import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { linear } from '../linear.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { ditBlock } from './block.ts';
import { axisOf, ditSizes, gridTokens } from './config.ts';
import type { DitConfig, Grid } from './config.ts';
import { expectCondition, expectConfig, expectGrid } from './dit-check.ts';
import { finalLayer } from './final.ts';
import { gridPositions } from './grid.ts';
import { labelEmbedding } from './label.ts';
import type { DitParams } from './params.ts';
import { timestepEmbedding } from './timestep.ts';

export interface DitInputs {
  /** How the tokens lie in time and space. */
  readonly grid: Grid;
  /** One a sample. Of a flow: times `FLOW_TIME_SCALE`. */
  readonly times: readonly number[];
  /** One a sample, if the condition is a class. */
  readonly labels?: readonly number[] | undefined;
  /** [B, S, textWidth], if the condition is a text. */
  readonly text?: tf.Tensor3D | undefined;
  /** 1 = a token of the text, 0 = padding. Broadcasts to [B, 1, T, S]. */
  readonly textMask?: tf.Tensor | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * The diffusion transformer: noisy patches [B, T, patchIn] → what it predicts, [B, T, patchOut].
 *
 *     x₀ = patches·W + b + positions,   c = time + label,   xᵢ₊₁ = blockᵢ(xᵢ, c),   final(x_L, c)
 *
 * Peebles and Xie 2022, section 3, on the patches of a clip: an image is a clip of one frame.
 * Factorised: the blocks alternate as in Ma et al. 2024 (Latte), variant 1.
 *
 * Taps: `patches`, `positions` [1, T, D], `x`, `time.*`, `label` and `condition` with labels,
 * `blocks.0.*` and so on, `final.*`.
 *
 * @param tokens a vector a patch, frame by frame, row by row, column by column
 * @throws ModelError if the tokens, the times or the labels do not fit the config and the grid.
 */
export function dit(
  params: DitParams,
  config: DitConfig,
  tokens: tf.Tensor3D,
  inputs: DitInputs,
): tf.Tensor3D {
  const { grid, tap = noTap } = inputs;
  checkDit(config, tokens, inputs);
  return tf.tidy(() => {
    const x = embedPatches(params, tokens, grid, tap); // [B, T, D]
    const c = embedCondition(params, inputs); // [B, D]
    const thought = params.blocks.reduce((x, block, layer) => {
      const own = { axis: axisOf(config, layer), tap: scope(tap, `blocks.${layer}`) };
      return ditBlock(block, x, c, { ...inputs, heads: config.heads, ...own });
    }, x); // [B, T, D]
    return finalLayer(params.final, thought, c, scope(tap, 'final')); // [B, T, ·]
  });
}

/** Patches as vectors that know their place: [B, T, patchIn] → [B, T, D]. */
function embedPatches(params: DitParams, tokens: tf.Tensor3D, grid: Grid, tap: Tap): tf.Tensor3D {
  const patches = tap('patches', linear(params.patches, tokens)); // [B, T, D]
  const [, , D] = patches.shape;
  const places = tap('positions', tf.expandDims<tf.Tensor3D>(gridPositions(grid, D))); // [1, T, D]
  return tap('x', tf.add<tf.Tensor3D>(patches, places)); // [B, T, D]
}

/** What modulates the blocks: the time's vector, and the label's if there is one. [B, D] */
function embedCondition(params: DitParams, { times, labels, tap = noTap }: DitInputs): tf.Tensor2D {
  const time = timestepEmbedding(params.time, times, scope(tap, 'time')); // [B, D]
  if (!params.label || !labels) return time;
  const label = tap('label', labelEmbedding(params.label, labels)); // [B, D]
  return tap('condition', tf.add<tf.Tensor2D>(time, label)); // [B, D]
}

function checkDit(config: DitConfig, tokens: tf.Tensor3D, inputs: DitInputs): void {
  const { patchIn } = ditSizes(config);
  const [B] = tokens.shape;
  expectConfig('dit', config);
  expectGrid('dit', inputs.grid);
  expectShape('dit', 'tokens', tokens, ['B', gridTokens(inputs.grid), patchIn]);
  expectCondition(config, inputs);
  for (const [name, values] of Object.entries({ times: inputs.times, labels: inputs.labels })) {
    if (values && values.length !== B) {
      throw new ModelError('dit', `${B} ${name}`, `${values.length}`);
    }
  }
}

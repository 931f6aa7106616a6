import { countTextToVideo } from '../../model/diffusion/cost.ts';
import {
  SHARDINGS,
  activationBytes,
  keptNumbers,
  stateBytes,
  trainingOperations,
} from '../../model/training/count.ts';
import { totalMacs } from '../../model/multilevel/cost.ts';
import { textToVideoCost } from '../../model/diffusion/cost.ts';
import { defineCalculator } from './calculator.ts';
import type { Result } from './calculator.ts';
import * as clip from './clip.ts';
import { assumed, decimal, option, whole } from './field.ts';
import { stateWorking, worked } from './write.ts';

const DAY = 86_400;

/** What training on a cluster takes: operations, memory, days, and what failures cost. */
export const training = defineCalculator({
  fields: {
    ...clip.clipFields,
    ...clip.networkFields,
    millions: whole(100, 1, 100_000),
    passes: decimal(1, 0.01, 100),
    gpus: whole(1000, 1, 200_000),
    ...clip.gpuFields,
    memory: assumed(whole(80, 1, 1000)),
    bandwidth: assumed(decimal(50, 0.1, 10_000)),
    sharding: option(3, [0, 1, 2, 3]),
    split: whole(8, 1, 1024),
    recompute: option(1, [0, 1]),
    between: assumed(whole(50_000, 1, 10_000_000)),
    saving: assumed(decimal(60, 0.1, 36_000)),
    restart: assumed(decimal(15, 0, 1440)),
  },
  groups: {
    clip: ['frames', 'height', 'width', 'shrink'],
    network: ['layers', 'hidden', 'inner', 'textTokens'],
    data: ['millions', 'passes'],
    cluster: ['gpus', 'peak', 'utilization', 'memory', 'bandwidth'],
    parallel: ['sharding', 'split', 'recompute'],
    failures: ['between', 'saving', 'restart'],
  },
  compute(v) {
    const clipTokens = clip.clipTokens(v);
    const tokens = clipTokens.value * v.millions * 1e6 * v.passes;
    const parameters = countTextToVideo(clip.sizesOf(v));
    const rule = trainingOperations(parameters, tokens);
    const macs = totalMacs(textToVideoCost(clipTokens.value, clip.sizesOf(v)));
    const operations = 6 * macs * v.millions * 1e6 * v.passes;
    const rate = clip.operationsPerSecond(v).value;
    const factor = v.recompute ? 4 / 3 : 1;
    const days = (operations * factor) / (v.gpus * rate) / DAY;
    const clips = Math.floor(v.gpus / v.split);
    const step = (6 * macs * factor) / (v.split * rate);
    const traffic = (6 * parameters) / (v.bandwidth * 1e9);
    return {
      parameters: {
        value: parameters,
        scale: 'plain',
        working: [
          worked(parameters)`${v.layers} × (8 × ${v.hidden}² + 2 × ${v.hidden} × ${v.inner})`,
        ],
      },
      tokens: {
        value: tokens,
        scale: 'plain',
        working: [
          ...clipTokens.working,
          worked(tokens)`${clipTokens.value} × ${v.millions} × 1e6 × ${v.passes}`,
        ],
      },
      rule: { value: rule, scale: 'plain', working: [worked(rule)`6 × ${parameters} × ${tokens}`] },
      operations: {
        value: operations,
        scale: 'plain',
        working: [
          ...clip.predictionMacs(clipTokens.value, v).working,
          worked(operations)`6 × ${macs} × ${v.millions} × 1e6 × ${v.passes}`,
        ],
      },
      beyond: {
        value: operations / rule,
        scale: 'plain',
        working: [worked(operations / rule)`${operations} / ${rule}`],
      },
      days: {
        value: days,
        scale: 'plain',
        working: v.recompute
          ? [worked(days)`${operations} × 4 / 3 / (${v.gpus} × ${rate}) / 86,400`]
          : [worked(days)`${operations} / (${v.gpus} × ${rate}) / 86,400`],
      },
      ...memory(v, parameters, clipTokens.value),
      batch: {
        value: clips * clipTokens.value,
        scale: 'plain',
        working: [
          worked(v.gpus / v.split)`${v.gpus} / ${v.split}`,
          worked(clips * clipTokens.value)`${clips} × ${clipTokens.value}`,
        ],
      },
      step: {
        value: step,
        scale: 'seconds',
        working: v.recompute
          ? [worked(step)`6 × ${macs} × 4 / 3 / (${v.split} × ${rate})`]
          : [worked(step)`6 × ${macs} / (${v.split} × ${rate})`],
      },
      traffic: {
        value: traffic,
        scale: 'seconds',
        working: [worked(traffic)`3 × 2 × ${parameters} / (${v.bandwidth} × 1e9)`],
      },
      ...failures(v, days),
    };
  },
  conflict: (v) => (v.split > v.gpus ? { field: 'split', most: v.gpus } : undefined),
});

type Cluster = clip.NetworkValues & {
  readonly gpus: number;
  readonly sharding: number;
  readonly split: number;
  readonly recompute: number;
  readonly memory: number;
};

/**
 * What a GPU holds. Of activations, with recomputation: what enters each block, and the inside of
 * one; without: the inside of all.
 */
function memory(
  v: Cluster,
  parameters: number,
  tokens: number,
): Record<'state' | 'activations' | 'held' | 'filled', Result> {
  const { layers: L, hidden: D, inner: F } = v;
  const state = stateBytes(parameters, SHARDINGS[v.sharding] ?? 'nothing', v.gpus);
  const inside = keptNumbers({ width: D, inner: F }, 2);
  const kept = v.recompute ? L * D + inside : L * inside;
  const blocks = Array<number>(L).fill(inside);
  const activations = activationBytes(tokens, D, blocks, v.recompute === 1) / v.split;
  const filled = (state + activations) / (v.memory * 1e9);
  return {
    state: {
      value: state,
      scale: 'bytes',
      working: [stateWorking(state, parameters, SHARDINGS[v.sharding] ?? 'nothing', v.gpus)],
    },
    activations: {
      value: activations,
      scale: 'bytes',
      working: [
        worked(inside)`12 × ${D} + 2 × ${F}`,
        v.recompute ? worked(kept)`${L} × ${D} + ${inside}` : worked(kept)`${L} × ${inside}`,
        worked(activations)`2 × ${tokens} × ${kept} / ${v.split}`,
      ],
    },
    held: {
      value: state + activations,
      scale: 'bytes',
      working: [worked(state + activations)`${state} + ${activations}`],
    },
    filled: {
      value: filled,
      scale: 'share',
      working: [worked(filled)`${state + activations} / (${v.memory} × 1e9)`],
    },
  };
}

interface Failing {
  readonly gpus: number;
  readonly between: number;
  readonly saving: number;
  readonly restart: number;
}

/**
 * Failures are independent, so a cluster fails as many times as often as it has GPUs. Saving every
 * τ costs δ/τ of the time, a failure on average τ/2 and the restart: least where τ = √(2·δ·M).
 */
function failures(
  { gpus, between, saving, restart }: Failing,
  days: number,
): Record<'failures' | 'interval' | 'overhead' | 'whole', Result> {
  const seconds = (between * 3600) / gpus;
  const count = (days * DAY) / seconds;
  const interval = Math.sqrt(2 * saving * seconds);
  const lost = saving / interval + (interval / 2 + restart * 60) / seconds;
  return {
    failures: {
      value: count,
      scale: 'plain',
      working: [
        worked(seconds)`${between} × 3,600 / ${gpus}`,
        worked(count)`${days} × 86,400 / ${seconds}`,
      ],
    },
    interval: {
      value: interval,
      scale: 'seconds',
      working: [worked(interval)`√(2 × ${saving} × ${seconds})`],
    },
    overhead: {
      value: lost,
      scale: 'share',
      working: [
        worked(lost)`${saving} / ${interval} + (${interval} / 2 + ${restart} × 60) / ${seconds}`,
      ],
    },
    whole: {
      value: days * (1 + lost),
      scale: 'plain',
      working: [worked(days * (1 + lost))`${days} × (1 + ${lost})`],
    },
  };
}

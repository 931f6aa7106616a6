import { countTextToVideo } from '../../model/diffusion/cost.ts';
import { defineCalculator } from './calculator.ts';
import { chanceToWait, meanWait, workersFor } from './chance/queue.ts';
import * as clip from './clip.ts';
import { assumed, percentage, whole } from './field.ts';
import { worked } from './write.ts';

/** More busy workers than this are not counted: the line would take long to compute. */
const MOST_LOAD = 100_000;

/** How many GPUs serve a text-to-video model to so many requests. */
export const serving = defineCalculator({
  fields: {
    ...clip.clipFields,
    ...clip.networkFields,
    ...clip.samplingFields,
    ...clip.gpuFields,
    other: clip.otherField,
    group: assumed(whole(8, 1, 64)),
    split: assumed(percentage(80, 1)),
    arrivals: assumed(whole(600, 1, 1_000_000)),
    wait: assumed(whole(30, 1, 3600)),
  },
  groups: {
    clip: ['frames', 'height', 'width', 'shrink'],
    network: ['layers', 'hidden', 'inner', 'textTokens'],
    sampling: ['steps', 'evaluations'],
    gpu: ['peak', 'utilization', 'other', 'group', 'split'],
    load: ['arrivals', 'wait'],
  },
  compute(v) {
    const tokens = clip.clipTokens(v);
    const operations = clip.clipOperations(tokens.value, v, v);
    const gpuSeconds = clip.clipSeconds(operations.value, clip.operationsPerSecond(v).value, v);
    const service = gpuSeconds.value / (v.group * (v.split / 100));
    const load = (v.arrivals / 3600) * service;
    const workers = workersFor(load, v.wait / service);
    const queued = meanWait(workers, load) * service;
    const chance = chanceToWait(workers, load);
    const gpus = workers * v.group;
    const parameters = countTextToVideo(clip.sizesOf(v));
    return {
      tokens,
      prediction: clip.predictionMacs(tokens.value, v),
      attention: clip.attentionShare(tokens.value, v),
      operations,
      rate: clip.operationsPerSecond(v),
      gpuSeconds,
      service: {
        value: service,
        scale: 'seconds',
        working: [worked(service)`${gpuSeconds.value} / (${v.group} × ${v.split} / 100)`],
      },
      load: {
        value: load,
        scale: 'plain',
        working: [worked(load)`${v.arrivals} / 3,600 × ${service}`],
      },
      gpus: {
        value: gpus,
        scale: 'plain',
        working: [worked(gpus)`${workers} × ${v.group}`],
      },
      queued: {
        value: queued,
        scale: 'seconds',
        working: [worked(queued)`${chance} × ${service} / (${workers} − ${load})`],
      },
      busy: {
        value: load / workers,
        scale: 'share',
        working: [worked(load / workers)`${load} / ${workers}`],
      },
      weights: {
        value: 2 * parameters,
        scale: 'bytes',
        working: [
          worked(parameters)`${v.layers} × (8 × ${v.hidden}² + 2 × ${v.hidden} × ${v.inner})`,
          worked(2 * parameters)`2 × ${parameters}`,
        ],
      },
    };
  },
  conflict(v) {
    const operations = clip.clipOperations(clip.clipTokens(v).value, v, v).value;
    const rate = clip.operationsPerSecond(v).value;
    const seconds = clip.clipSeconds(operations, rate, v).value;
    const service = seconds / (v.group * (v.split / 100));
    const most = Math.floor((MOST_LOAD / service) * 3600);
    return v.arrivals > most ? { field: 'arrivals', most } : undefined;
  },
});

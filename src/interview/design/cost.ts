import { defineCalculator } from './calculator.ts';
import * as clip from './clip.ts';
import { assumed, decimal, percentage, whole } from './field.ts';
import { worked } from './write.ts';

/** What a minute of generated video takes: seconds of GPUs, money, energy. */
export const cost = defineCalculator({
  fields: {
    ...clip.clipFields,
    rate: whole(16, 1, 120),
    ...clip.networkFields,
    ...clip.samplingFields,
    ...clip.gpuFields,
    other: clip.otherField,
    takes: assumed(decimal(2, 1, 100)),
    busy: assumed(percentage(70, 1)),
    price: assumed(decimal(2.5, 0, 1000)),
    watts: assumed(whole(700, 1, 10_000)),
    overhead: assumed(decimal(1.3, 1, 5)),
    energyPrice: assumed(decimal(0.1, 0, 10)),
  },
  groups: {
    clip: ['frames', 'rate', 'height', 'width', 'shrink'],
    network: ['layers', 'hidden', 'inner', 'textTokens'],
    sampling: ['steps', 'evaluations'],
    gpu: ['peak', 'utilization', 'other'],
    use: ['takes', 'busy'],
    money: ['price', 'watts', 'overhead', 'energyPrice'],
  },
  compute(v) {
    const tokens = clip.clipTokens(v);
    const operations = clip.clipOperations(tokens.value, v, v);
    const gpuSeconds = clip.clipSeconds(operations.value, clip.operationsPerSecond(v).value, v);
    const length = v.frames / v.rate;
    const clips = (60 / length) * v.takes;
    const minute = clips * gpuSeconds.value;
    const price = (minute / 3600 / (v.busy / 100)) * v.price;
    const energy = (minute * v.watts * v.overhead) / 3.6e6;
    return {
      tokens,
      operations,
      gpuSeconds,
      clips: {
        value: clips,
        scale: 'plain',
        working: [
          worked(length)`${v.frames} / ${v.rate}`,
          worked(clips)`60 / ${length} × ${v.takes}`,
        ],
      },
      minute: {
        value: minute,
        scale: 'seconds',
        working: [worked(minute)`${clips} × ${gpuSeconds.value}`],
      },
      times: {
        value: minute / 60,
        scale: 'plain',
        working: [worked(minute / 60)`${minute} / 60`],
      },
      price: {
        value: price,
        scale: 'money',
        working: [worked(price)`${minute} / 3,600 / (${v.busy} / 100) × ${v.price}`],
      },
      energy: {
        value: energy,
        scale: 'plain',
        working: [worked(energy)`${minute} × ${v.watts} × ${v.overhead} / 3.6e6`],
      },
      energyCost: {
        value: energy * v.energyPrice,
        scale: 'money',
        working: [worked(energy * v.energyPrice)`${energy} × ${v.energyPrice}`],
      },
    };
  },
});

import { latentGrid, volume } from '../../model/video/count.ts';
import { defineCalculator } from './calculator.ts';
import type { Result } from './calculator.ts';
import * as clip from './clip.ts';
import { assumed, decimal, percentage, whole } from './field.ts';
import { worked } from './write.ts';

const fields = {
  hours: whole(1_000_000, 1, 1_000_000_000),
  megabits: assumed(decimal(5, 0.1, 1000)),
  kept: assumed(percentage(20, 0.1)),
  frames: { ...whole(129, 1, 1201), grid: () => ({ every: 4, from: 1 }) },
  rate: whole(16, 1, 120),
  height: { ...whole(480, 64, 2176), grid: () => ({ every: 8, from: 0 }) },
  width: { ...whole(832, 64, 3840), grid: () => ({ every: 8, from: 0 }) },
  channels: whole(16, 1, 256),
  duplicates: assumed(percentage(15)),
  recall: assumed(percentage(90)),
  mistaken: assumed(percentage(1)),
  billions: assumed(decimal(7, 0.01, 1000)),
  read: assumed(whole(2000, 1, 1_000_000)),
  written: assumed(whole(150, 1, 100_000)),
  peak: clip.gpuFields.peak,
  utilization: assumed(percentage(20, 1)),
  price: assumed(decimal(2.5, 0, 1000)),
  wrong: assumed(percentage(10)),
  audited: whole(300, 1, 1_000_000),
};

type V = Readonly<Record<keyof typeof fields, number>>;

/** From raw hours to captioned clips: how many, how long, how large, and what captions cost. */
export const data = defineCalculator({
  fields,
  groups: {
    raw: ['hours', 'megabits', 'kept'],
    clip: ['frames', 'rate', 'height', 'width', 'channels'],
    duplicates: ['duplicates', 'recall', 'mistaken'],
    captions: ['billions', 'read', 'written', 'peak', 'utilization', 'price'],
    audit: ['wrong', 'audited'],
  },
  compute(v) {
    const seconds = v.frames / v.rate;
    const found = (v.hours * 3600 * (v.kept / 100)) / seconds;
    const clips = dedupe(v, found);
    return {
      found: {
        value: found,
        scale: 'plain',
        working: [
          worked(seconds)`${v.frames} / ${v.rate}`,
          worked(found)`${v.hours} × 3,600 × ${v.kept} / 100 / ${seconds}`,
        ],
      },
      ...clips,
      ...captions(v, clips.clips.value),
      ...storage(v, clips.clips.value),
      ...audit(v, clips.clips.value),
    };
  },
});

/** What a detector of duplicates leaves, and what it takes by mistake. */
function dedupe(
  v: Pick<V, 'duplicates' | 'recall' | 'mistaken'>,
  found: number,
): Record<'pairs' | 'left' | 'lost' | 'clips', Result> {
  const [d, r, f] = [v.duplicates / 100, v.recall / 100, v.mistaken / 100];
  const pairs = (found * (found - 1)) / 2;
  const left = found * d * (1 - r);
  const lost = found * (1 - d) * f;
  const clips = found * (1 - d) - lost + left;
  return {
    pairs: {
      value: pairs,
      scale: 'plain',
      working: [worked(pairs)`${found} × (${found} − 1) / 2`],
    },
    left: { value: left, scale: 'plain', working: [worked(left)`${found} × ${d} × (1 − ${r})`] },
    lost: { value: lost, scale: 'plain', working: [worked(lost)`${found} × (1 − ${d}) × ${f}`] },
    clips: {
      value: clips,
      scale: 'plain',
      working: [worked(clips)`${found} × (1 − ${d}) − ${lost} + ${left}`],
    },
  };
}

/** Two operations a parameter and token, read or written. */
function captions(
  v: Pick<V, 'billions' | 'read' | 'written' | 'peak' | 'utilization' | 'price'>,
  clips: number,
): Record<'caption' | 'gpuHours' | 'cost', Result> {
  const caption = 2 * v.billions * 1e9 * (v.read + v.written);
  const rate = clip.operationsPerSecond(v).value;
  const gpuHours = (clips * caption) / rate / 3600;
  return {
    caption: {
      value: caption,
      scale: 'plain',
      working: [worked(caption)`2 × ${v.billions} × 1e9 × (${v.read} + ${v.written})`],
    },
    gpuHours: {
      value: gpuHours,
      scale: 'plain',
      working: [worked(gpuHours)`${clips} × ${caption} / ${rate} / 3,600`],
    },
    cost: {
      value: gpuHours * v.price,
      scale: 'money',
      working: [worked(gpuHours * v.price)`${gpuHours} × ${v.price}`],
    },
  };
}

/** The raw video, and the latents of what is left, in 16 bits. */
function storage(
  v: Pick<V, 'hours' | 'megabits' | 'frames' | 'height' | 'width' | 'channels'>,
  clips: number,
): Record<'raw' | 'latents', Result> {
  const raw = (v.hours * 3600 * v.megabits * 1e6) / 8;
  const grid = latentGrid(v, { frames: 4, height: 8, width: 8 });
  const each = volume(grid) * v.channels * 2;
  const { frames, height, width } = grid;
  return {
    raw: {
      value: raw,
      scale: 'bytes',
      working: [worked(raw)`${v.hours} × 3,600 × ${v.megabits} × 1e6 / 8`],
    },
    latents: {
      value: each * clips,
      scale: 'bytes',
      working: [
        worked(each)`${frames} × ${height} × ${width} × ${v.channels} × 2`,
        worked(each * clips)`${each} × ${clips}`,
      ],
    },
  };
}

/** Captions that are wrong, and what an audit without a single fault would show. */
function audit(v: Pick<V, 'wrong' | 'audited'>, clips: number): Record<'faulty' | 'bound', Result> {
  const faulty = clips * (v.wrong / 100);
  const bound = 1 - 0.05 ** (1 / v.audited);
  return {
    faulty: {
      value: faulty,
      scale: 'plain',
      working: [worked(faulty)`${clips} × ${v.wrong} / 100`],
    },
    bound: {
      value: bound,
      scale: 'share',
      working: [worked(bound)`1 − 0.05^(1 / ${v.audited})`],
    },
  };
}

import * as tf from '@tensorflow/tfjs-core';
import { POCKET_SORA } from '../../../src/engine/models/config.ts';
import { sample } from '../../../src/engine/trained/worker/sample.ts';
import type { SampleStep } from '../../../src/engine/trained/worker/sample.ts';
import type { Line } from '../../../src/engine/trained/worker/line.ts';
import { decodeVideo, encodeVideo } from '../../../src/model/index.ts';
import type { VideoCodecParams } from '../../../src/model/index.ts';
import { longCaption } from '../../../src/world/language/index.ts';
import { CLIP_SIZE, renderScene } from '../../../src/world/video/index.ts';
import type { Clip } from '../../../src/world/video/index.ts';
import { psnr } from '../degrade.ts';
import { judgeScene } from '../judging.ts';
import type { Checked } from '../judging.ts';
import { TEST, firstScenes } from '../scenes.ts';
import type { Shipped } from './shipped.ts';

/** Decibels of the first held-out clips after they went through the compression network. */
export function measureReconstruction(codec: VideoCodecParams, count: number): number[] {
  return firstScenes(TEST, count).map((scene) => {
    const clip = renderScene(scene, CLIP_SIZE);
    return psnr(clip, throughCodec(codec, clip));
  });
}

/** A clip from the means of its own latents. */
function throughCodec(params: VideoCodecParams, clip: Clip): Clip {
  const { frames, height, width, data } = clip;
  return tf.tidy(() => {
    const pixels = tf.tensor5d(data, [1, frames, height, width, 3]);
    const { mean } = encodeVideo(params.encoder, tf.sub(tf.mul(pixels, 2), 1), POCKET_SORA.codec);
    const back = decodeVideo(params.decoder, mean, POCKET_SORA.codec); // [1, N, Y, X, 3]
    const seen = tf.clipByValue(tf.div(tf.add(back, 1), 2), 0, 1);
    return { ...clip, data: seen.dataSync<'float32'>().slice() };
  });
}

/** How clips are sampled. The seed is that of the prompt's number. */
export interface SamplingOptions {
  readonly steps: number;
  readonly guidance: number;
}

/** Samples the first held-out prompts with so many things as the page does, and judges the clips. */
export async function judgePrompts(
  { sora }: Shipped,
  things: 1 | 2,
  count: number,
  options: SamplingOptions,
): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const [seed, scene] of firstScenes(TEST, count, things).entries()) {
    const prompt = longCaption(scene).englishTokens;
    const clip = await sample(sora, { ...options, prompt, seed, size: CLIP_SIZE }, QUIET);
    checked.push(judgeScene({ scene, clip }));
  }
  return checked;
}

/** A line to nobody. */
const QUIET: Line<SampleStep> = {
  tell: () => undefined,
  loading: () => undefined,
  pause: () => Promise.resolve(),
  signal: new AbortController().signal,
};

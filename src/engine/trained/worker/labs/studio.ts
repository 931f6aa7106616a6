import { noTap, recorder } from '../../../../model/index.ts';
import type { Recorded, Tap } from '../../../../model/index.ts';
import { tokenizeEnglish } from '../../../../world/language/index.ts';
import { judgeClip, measureClip } from '../../../../world/video/index.ts';
import type { Clip } from '../../../../world/video/index.ts';
import { sizeOf } from '../../../labs/studio.ts';
import type {
  Sampling,
  StudioResult,
  StudioSample,
  StudioSettings,
  StudioStep,
  Strip,
} from '../../../labs/studio.ts';
import { captionOf, wantedOf } from '../../expand.ts';
import type { Line } from '../line.ts';
import type { PocketSora } from '../models.ts';
import { gridOf, sample } from '../sample.ts';
import type { SampleStep } from '../sample.ts';
import type { Library } from '../table.ts';
import { stepsKept, stripOf } from './studio/strip.ts';

/**
 * From a prompt to a clip, and what was on the way: caption, tokens, film strip, attention, and what
 * the checker makes of it. Keeps no tensor.
 */
export async function run(
  settings: StudioSettings,
  line: Line<StudioStep>,
  library: Library,
): Promise<StudioResult> {
  const model = await library.pocketSora.get(line);
  const size = sizeOf(settings.size);
  const { caption, expanded } = captionOf(settings, size.frames);
  const { tap, tensors } = recorder();
  const samples: StudioSample[] = [];
  for (const [at, sampling] of samplingsOf(settings).entries()) {
    const tapOf = at === 0 ? watcher(settings, tap) : () => noTap;
    const own = { ...settings, ...sampling, caption };
    samples.push(await draw(model, own, { line, at: at + 1, tapOf }));
  }
  const { tokens } = model.text.read(wordsOf(caption));
  return {
    caption,
    expanded,
    tokens,
    samples,
    grid: gridOf(model, size),
    attention: meanOf(tensors),
  };
}

/** The samples: as it is set, and the second one if there is one. */
function samplingsOf({ steps, guidance, seed, second }: StudioSettings): readonly Sampling[] {
  const first = { steps, guidance, seed };
  switch (second) {
    case 'none':
      return [first];
    case 'seed':
      return [first, { ...first, seed: (seed + 1) % 1_000_000 }];
    case 'guidance':
      return [first, { ...first, guidance: guidance === 1 ? 3 : 1 }];
    case 'steps':
      return [first, { ...first, steps: steps === 1 ? 4 : Math.ceil(steps / 4) }];
  }
}

/** Where a sample is told of, as which one, from 1, and who watches each step. */
interface Watched {
  readonly line: Line<StudioStep>;
  readonly at: number;
  readonly tapOf: (step: number) => Tap;
}

async function draw(
  model: PocketSora,
  settings: StudioSettings,
  { line, at, tapOf }: Watched,
): Promise<StudioSample> {
  const { steps, guidance, seed, caption } = settings;
  const size = sizeOf(settings.size);
  const strips: Strip[] = [];
  const own: Line<SampleStep> = {
    ...line,
    tell: ({ step, time, clip }) => {
      const strip = clip && toStrip(step, time, clip);
      if (strip) strips.push(strip);
      line.tell({ sample: at, step, steps, strip, size });
    },
  };
  const input = { prompt: wordsOf(caption), steps, guidance, seed, size };
  const kept = stepsKept(steps, settings.each);
  const clip = await sample(model, input, own, { tapOf, shows: (step) => kept.has(step) });
  const wanted = wantedOf(caption);
  return {
    sampling: { steps, guidance, seed },
    strips: [...strips, toStrip(steps, 0, clip)],
    seen: measureClip(clip),
    checks: wanted ? judgeClip(wanted, clip) : [],
  };
}

function wordsOf(text: string): string[] {
  return tokenizeEnglish(text).map(({ word }) => word);
}

function toStrip(step: number, time: number, clip: Clip): Strip {
  return { step, time, picture: stripOf(clip) };
}

/** Records the attention of the chosen block at the chosen step, or at the last one. */
function watcher({ block, step, steps }: StudioSettings, record: Tap) {
  const wanted = `blocks.${block - 1}.self.pattern`;
  return (now: number): Tap =>
    now === Math.min(step, steps)
      ? (name, tensor) => (name.endsWith(wanted) ? record(name, tensor) : tensor)
      : noTap;
}

/** The mean of the heads, of the last of the batch: [B, H, T, T] → [T, T]. */
function meanOf([pattern]: readonly Recorded[]): Float32Array {
  if (!pattern) throw new Error('studio: no attention');
  const [B = 1, H = 1, T = 0] = pattern.shape;
  const mean = new Float32Array(T * T);
  const from = (B - 1) * H * T * T; // the prompt's own; the empty prompt comes before it
  for (let i = 0; i < H * T * T; i++) {
    const at = i % (T * T);
    mean[at] = (mean[at] ?? 0) + (pattern.data[from + i] ?? 0) / H;
  }
  return mean;
}

import type { SampleStep, Sampled } from '../../engine/trained/jobs.ts';
import { studioStrings as strings } from '../../strings/en/studio.ts';
import { CLIP_SIZE, judgeClip, measureClip } from '../../world/video/index.ts';
import type { Check, Clip, ClipSize, SeenThing, Wanted } from '../../world/video/index.ts';

/** What the reader sets before sampling. */
export interface Settings {
  readonly steps: number;
  readonly guidance: number;
  readonly seed: number;
  readonly size: ClipSize;
  readonly preview: boolean;
}

/** The sizes to choose from, all of which are in the training: three shapes of a frame, three lengths. */
export const SIZES: readonly ClipSize[] = [
  CLIP_SIZE,
  { frames: 9, height: 24, width: 40 },
  { frames: 9, height: 40, width: 24 },
  { frames: 5, height: 32, width: 32 },
  { frames: 1, height: 32, width: 32 },
];

/** More steps than this cost time and change nothing that one could see. */
export const MOST_STEPS = 50;

export const START_PROMPT = 'a small red circle moves right above a blue square';
export const START: Settings = { steps: 25, guidance: 3, seed: 1, size: CLIP_SIZE, preview: true };

/** A clip on its way out of the noise, or all of it. */
export interface Shown {
  readonly caption: string;
  readonly settings: Settings;
  readonly steps: readonly SampleStep[];
  readonly result?: Sampled | undefined;
}

/** What is there to see after a step: the clip itself after the last one. */
export function clipAt({ steps, result, settings }: Shown, step: number): Clip | undefined {
  if (result && step >= settings.steps) return result.clip;
  return steps[step - 1]?.clip;
}

/** The red, green, blue and opacity of one frame, each 0 to 255. */
export function pixelsOf(
  { height, width, data }: Clip,
  frame: number,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(height * width * 4).fill(255);
  const from = frame * height * width * 3;
  for (let i = 0; i < height * width; i++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[4 * i + channel] = 255 * (data[from + 3 * i + channel] ?? 0);
    }
  }
  return pixels;
}

/** What the checker makes of a clip. */
export interface Checked {
  readonly saw: string;
  readonly checks: readonly Check[];
}

export function check(clip: Clip, wanted: Wanted | undefined): Checked {
  return {
    saw: strings.saw(measureClip(clip).map(nameOf)),
    checks: wanted ? judgeClip(wanted, clip) : [],
  };
}

/** “a small red circle (top left, right)” */
function nameOf({ size, color, shape, place, motion }: SeenThing): string {
  const words = [size, color, shape ?? strings.unclear].filter((word) => word !== undefined);
  const rest = [place, motion].filter((word) => word !== undefined);
  const name = strings.thing(words);
  return rest.length > 0 ? `${name} (${rest.join(', ')})` : name;
}

/** One line of the checker's table. */
export function rowOf({ attribute, thing, wanted, seen, right }: Check) {
  const name = strings.attributes[attribute];
  return {
    what: thing === undefined ? name : strings.ofThing(name, thing),
    wanted: String(wanted),
    seen: seen === undefined ? strings.notSeen : String(seen),
    right: strings.verdicts[right ? 1 : 0],
  };
}

export function verdictOf({ checks }: Checked): string {
  if (checks.length === 0) return strings.unread;
  return strings.right(checks.filter(({ right }) => right).length, checks.length);
}

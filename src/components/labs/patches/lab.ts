import type { PatchesResult, PatchesSettings } from '../../../engine/labs/patches.ts';
import { sayValue } from '../../../interview/design/say.ts';
import { worked } from '../../../interview/design/write.ts';
import { patchesStrings as strings, patchesTexts } from '../../../strings/en/labs/patches.ts';
import type { Conflict, Lab } from '../lab.ts';

const pixels = { strideTime: 1, strideSpace: 1, channels: 3 } as const;
const cube = { strideTime: 4, strideSpace: 8, channels: 16, patchSpace: 2 } as const;
const wide = { width: 1280, height: 720 } as const;

export const patchesLab: Lab<'patches'> = {
  name: 'patches',
  topic: 'video',
  texts: patchesTexts,
  cases: {
    first: {},
    fine: { ...pixels, patchSpace: 2 },
    tubes: { ...pixels, frames: 8, patchTime: 2, patchSpace: 8 },
    image: { ...pixels, frames: 1, patchSpace: 8 },
    latte: { ...cube, frames: 16, height: 256, width: 256, strideTime: 1, channels: 4 },
    cogVideoX: { ...cube, frames: 49, height: 480, width: 720, hidden: 3072 },
    wan480: { ...cube, frames: 81, height: 480, width: 832, hidden: 5120 },
    wan720: { ...cube, ...wide, frames: 81, hidden: 5120 },
    hunyuan: { ...cube, ...wide, frames: 129, hidden: 3072 },
    wanSmall: {
      ...cube,
      frames: 121,
      height: 704,
      width: 1280,
      strideSpace: 16,
      channels: 48,
      hidden: 3072,
    },
    strong: {
      ...cube,
      frames: 129,
      height: 768,
      width: 1280,
      strideSpace: 32,
      channels: 128,
      patchSpace: 1,
      hidden: 3072,
    },
  },
  sentence: (result, { frames, height, width }) =>
    strings.sentence({
      clip: `${frames} × ${height} × ${width}`,
      tokens: sayValue(result.tokens, 'plain'),
      inToken: result.inToken,
      pairs: sayValue(result.pairs, 'plain'),
      ratio: sayValue(result.pairs / result.apart, 'plain'),
      share: sayValue(result.share, 'share'),
      compared: sayValue(result.compared, 'plain'),
      difference: result.difference,
    }),
  guess: ({ tokens, latent, grid }, settings) => {
    const cells = latent.frames * latent.height * latent.width;
    const counts = [...new Set([tokens, 2 * tokens, 4 * tokens, cells])].sort((a, b) => a - b);
    return {
      question: strings.question,
      options: counts.map((count) => sayExact(count)),
      right: counts.indexOf(tokens),
      why: strings.why(gridLine({ tokens, grid }), settings.patchSpace),
    };
  },
  looks: ['token'],
  conflict: (settings) => conflictOf(settings),
};

/** Why a clip cannot be cut as told; nothing if it can. */
function conflictOf(settings: PatchesSettings): Conflict<'patches'> | undefined {
  const { frames, height, width, strideTime, strideSpace, patchTime, patchSpace } = settings;
  if ((frames - 1) % strideTime !== 0) {
    return { field: 'frames', wanted: strings.frames(strideTime) };
  }
  const kept = (frames - 1) / strideTime + 1;
  if (kept % patchTime !== 0) return { field: 'patchTime', wanted: strings.divisor(kept) };
  const step = strideSpace * patchSpace;
  if (height % step !== 0) return { field: 'height', wanted: strings.multiple(step) };
  if (width % step !== 0) return { field: 'width', wanted: strings.multiple(step) };
  return undefined;
}

function sayExact(count: number): string {
  return count.toLocaleString('en-US');
}

function gridLine({ tokens, grid }: Pick<PatchesResult, 'tokens' | 'grid'>): string {
  return worked(tokens)`${grid.frames} × ${grid.height} × ${grid.width}`;
}

/** How the numbers come out, each with what it counts. */
export function linesOf(
  result: PatchesResult,
  settings: PatchesSettings,
): { readonly name: keyof typeof strings.lines; readonly text: string }[] {
  const { latent, grid, tokens, pairs, apart, inToken, compression, share } = result;
  const { frames, height, width, strideTime, strideSpace, patchTime, patchSpace } = settings;
  const { channels, hidden: D } = settings;
  const S = grid.height * grid.width;
  return [
    {
      name: 'frames',
      text: worked(grid.frames)`((${frames} − 1) / ${strideTime} + 1) / ${patchTime}`,
    },
    { name: 'rows', text: worked(grid.height)`${height} / ${strideSpace} / ${patchSpace}` },
    { name: 'columns', text: worked(grid.width)`${width} / ${strideSpace} / ${patchSpace}` },
    { name: 'tokens', text: gridLine(result) },
    {
      name: 'inToken',
      text: worked(inToken)`${patchTime} × ${patchSpace} × ${patchSpace} × ${channels}`,
    },
    { name: 'pairs', text: worked(pairs)`${tokens}²` },
    {
      name: 'apart',
      text: worked(apart)`${grid.frames} × ${S}² + ${S} × ${grid.frames}²`,
    },
    { name: 'ratio', text: worked(pairs / apart)`${pairs} / ${apart}` },
    {
      name: 'share',
      text: worked(share)`2 × ${tokens} × ${D} / (2 × ${tokens} × ${D} + 12 × ${D}²)`,
    },
    {
      name: 'compression',
      text: worked(compression)`3 × ${strideTime} × ${strideSpace} × ${strideSpace} / ${channels}`,
    },
    {
      name: 'shrink',
      text: worked(
        (frames * height * width) / (latent.frames * latent.height * latent.width),
      )`${frames} × ${height} × ${width} / (${latent.frames} × ${latent.height} × ${latent.width})`,
    },
  ];
}

/** Where a token lies; the last one that is drawn if it lies behind. */
export function placeOf({ grid, picture }: PatchesResult, { token, patchTime }: PatchesSettings) {
  const area = grid.height * grid.width;
  const drawn = (picture.frames.length / patchTime) * area;
  const at = Math.min(token, drawn) - 1;
  return {
    token: at + 1,
    drawn,
    area,
    time: Math.floor(at / area),
    row: Math.floor((at % area) / grid.width),
    column: at % grid.width,
  };
}

export interface Run {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly color: string;
}

/** The rectangles of a frame, the commonest color left out: the ground. */
export function rectanglesOf(runs: Float32Array, width: number): { ground: string; rects: Run[] } {
  const all: Run[] = [];
  const sizes = new Map<string, number>();
  let at = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const length = runs[i] ?? 0;
    const color = `#${(runs[i + 1] ?? 0).toString(16).padStart(6, '0')}`;
    all.push({ x: at % width, y: Math.floor(at / width), width: length, color });
    sizes.set(color, (sizes.get(color) ?? 0) + length);
    at += length;
  }
  const [ground = '#000000'] = [...sizes].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { ground, rects: all.filter(({ color }) => color !== ground) };
}

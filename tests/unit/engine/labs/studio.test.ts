import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { STUDIO_SIZES, sizeOf, studioFields } from '../../../../src/engine/labs/studio.ts';
import type { StudioResult, StudioStep } from '../../../../src/engine/labs/studio.ts';
import { computeAtBuild } from '../../../../src/engine/trained/worker/labs/at-build.ts';
import { stepsKept, stripOf } from '../../../../src/engine/trained/worker/labs/studio/strip.ts';
import { parseEnglish } from '../../../../src/world/language/index.ts';

/** The pixels of a PNG without interlacing whose rows have no filter, by zlib's own inflate. */
function pixelsOf(address: string): { width: number; height: number; pixels: number[] } {
  const bytes = Buffer.from(address.replace('data:image/png;base64,', ''), 'base64');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const rows = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)));
  const pixels = Array.from({ length: height }, (_, y) => {
    const [filter, ...row] = rows.subarray(y * (3 * width + 1), (y + 1) * (3 * width + 1));
    expect(filter).toBe(0);
    return row;
  });
  return { width, height, pixels: pixels.flat() };
}

describe('pictures of a clip', () => {
  test('frames stand side by side', () => {
    const [black, white] = [
      [0, 0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1, 1],
    ];
    const data = Float32Array.from([...black, ...black, ...white, ...white]);
    const strip = pixelsOf(stripOf({ frames: 2, height: 2, width: 2, data }));
    expect(strip).toMatchObject({ width: 4, height: 2 });
    const row = [0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255];
    expect(strip.pixels).toEqual([...row, ...row]);
  });

  test('the sizes are read from their names', () => {
    expect(STUDIO_SIZES.map(sizeOf)[1]).toEqual({ frames: 9, height: 24, width: 40 });
  });
});

test('every size is one that the model is trained and judged on', () => {
  const config = JSON.parse(readFileSync('training/video/configs/dit.json', 'utf8')) as {
    readonly data: Readonly<Record<string, number>>;
  };
  // `train-a-9x32x32/latents-5` holds every second frame of clips of 9.
  const trained = Object.keys(config.data).map((set) => {
    const [, size = '', own] = /(\d+x\d+x\d+)\/latents(?:-(\d+))?$/.exec(set) ?? [];
    return own ? size.replace(/^\d+/, own) : size;
  });
  const judged = readFileSync('training/video/data.sh', 'utf8').matchAll(
    /^ *echo test - (\d+) (\d+) (\d+)/gm,
  );
  expect(trained).toEqual(expect.arrayContaining([...STUDIO_SIZES]));
  expect([...judged].map(([, ...size]) => size.join('x'))).toEqual(
    expect.arrayContaining([...STUDIO_SIZES]),
  );
});

test('the steps that are kept before the last: some, or each', () => {
  expect([...stepsKept(25, false)]).toEqual([1, 13]);
  expect([...stepsKept(4, true)]).toEqual([1, 2, 3]);
  expect([...stepsKept(2, false)]).toEqual([1]);
  expect([...stepsKept(1, false), ...stepsKept(1, true)]).toEqual([]);
});

describe('the studio', () => {
  const told: StudioStep[] = [];
  const settings = { ...firstOf(studioFields), steps: 2, second: 'guidance' } as const;
  let result: StudioResult;
  beforeAll(async () => {
    result = await computeAtBuild('studio', settings, (step) => told.push(step));
  }, 120_000);

  test('shows what is kept as soon as it is there', () => {
    const shown = told.map(({ strip }) => strip?.picture);
    const [one, other] = result.samples.map(({ strips }) => strips[0]?.picture);
    expect(shown).toEqual([one, undefined, other, undefined]);
    expect(told[0]?.size).toEqual({ frames: 1, height: 32, width: 32 });
  });

  test('tells of each step of each sample', () => {
    expect(told.map(({ sample, step }) => [sample, step])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ]);
  });

  test('reads a caption that says what the prompt said', () => {
    expect(parseEnglish(result.caption)).toHaveProperty('meaning');
    expect(result.expanded).toBe(true);
    expect(result.tokens[0]).toBe('[cls]');
    expect(result.tokens).not.toContain('[unk]');
  });

  test('every patch shares out its attention whole', () => {
    const count = result.grid.frames * result.grid.rows * result.grid.columns;
    expect(count).toBe(16);
    for (let patch = 0; patch < count; patch++) {
      const row = result.attention.slice(patch * count, (patch + 1) * count);
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
    }
  });

  test('the samples differ in what was asked, and in what comes out', () => {
    const [one, other] = result.samples;
    expect(one?.sampling).toEqual({ steps: 2, guidance: 3, seed: 1 });
    expect(other?.sampling).toEqual({ steps: 2, guidance: 1, seed: 1 });
    expect(one?.strips.map(({ step }) => step)).toEqual([1, 2]);
    expect(one?.strips.at(-1)?.picture).not.toBe(other?.strips.at(-1)?.picture);
  });
});

test('the studio draws what an edited caption says, whatever the prompt', async () => {
  const caption = 'a large green ring at the bottom, below a small yellow triangle';
  const draw = (prompt: string, more: object = {}) =>
    computeAtBuild('studio', { ...firstOf(studioFields), steps: 3, prompt, caption, ...more });
  const result = await draw('a red circle');
  expect(result).toMatchObject({ caption, expanded: false });
  expect(result.tokens).toEqual([
    '[cls]',
    ...'a large green ring at the bottom , below a small yellow triangle'.split(' '),
    '[sep]',
  ]);
  const [sample] = result.samples;
  expect(sample?.checks.every(({ right }) => right)).toBe(true);
  expect(sample?.seen).toContainEqual(expect.objectContaining({ color: 'green', shape: 'ring' }));
  const kept = await draw('a blue cross', { each: true });
  expect(kept.samples[0]?.strips.map(({ step }) => step)).toEqual([1, 2, 3]);
  expect(kept.samples[0]?.strips.at(-1)).toEqual(sample?.strips.at(-1));
}, 120_000);

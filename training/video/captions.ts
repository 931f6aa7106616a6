// node training/video/run.mjs captions --of .cache/video/data/train-a-9x32x32 --style varied --each 4
// Captions for the scenes of a dump: `captions.u16` is uint16 [count, each, LONGEST], the ids that the
// reader reads, filled up with [pad].
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readText } from '../../src/engine/models/text.ts';
import { createRandom } from '../../src/model/random.ts';
import {
  PAD,
  frameCaption,
  longCaption,
  phrasingsFor,
  shortPrompt,
  write,
} from '../../src/world/language/index.ts';
import { pick } from '../../src/world/random.ts';
import type { Random } from '../../src/world/random.ts';
import type { Caption, Said } from '../../src/world/language/index.ts';
import type { Scene } from '../../src/world/scene.ts';

/** More tokens than any caption has. */
const LONGEST = 48;

/** How a scene is told. */
const STYLES: Readonly<Record<string, (scene: Scene, random: Random) => Caption>> = {
  /** What models of clips are trained on: mostly everything, and now and then a part is left out. */
  varied: (scene, random) => tell(scene, random, true),
  /** The same of a single frame, which shows no motion. */
  image: (scene, random) => tell(scene, random, false),
  /** What prompts are expanded to. */
  long: longCaption,
  /** What a prompt for a single frame says. */
  frame: frameCaption,
  short: shortPrompt,
};

const { values } = parseArgs({
  options: {
    of: { type: 'string', default: '' },
    style: { type: 'string', default: 'varied' },
    each: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});

const style = STYLES[values.style];
if (!style)
  throw new Error(`--style: wanted ${Object.keys(STYLES).join(', ')}, got ${values.style}`);
writeCaptions(values.of, Number(values.each), style);

function writeCaptions(
  folder: string,
  each: number,
  style: (scene: Scene, random: Random) => Caption,
): void {
  const random = createRandom(Number(values.seed));
  const lines = readFileSync(`${folder}/scenes.jsonl`, 'utf8').split('\n').filter(Boolean);
  const rows = lines.flatMap((line) => {
    const { scene } = JSON.parse(line) as { scene: Scene };
    return Array.from({ length: each }, () => idsOf(style(scene, random)));
  });
  writeFileSync(`${folder}/captions.u16`, Uint16Array.from(rows.flat()));
  console.log(`${rows.length} captions (${values.style}) in ${folder}`);
}

/** One in three tells everything in the plain way of expanded prompts, one in three all in its own. */
function tell(scene: Scene, random: Random, motion: boolean): Caption {
  const kind = random.uniform();
  const says = () => kind < 2 / 3 || random.uniform() < 0.7;
  const said: Said = {
    size: says(),
    place: says(),
    motion: motion && says(),
    otherSize: says(),
  };
  if (kind < 1 / 3) return writePlainly(scene, said);
  const phrasing = pick(random, phrasingsFor(scene, said));
  return write(scene, said, phrasing, (words) => pick(random, words));
}

function writePlainly(scene: Scene, said: Said): Caption {
  const [plain] = phrasingsFor(scene, said);
  if (!plain) throw new Error('a scene without a phrasing');
  return write(scene, said, plain, ([usual]) => usual);
}

function idsOf({ englishTokens }: Caption): number[] {
  const { ids } = readText(englishTokens);
  if (ids.length > LONGEST) throw new Error(`a caption of ${ids.length} tokens`);
  return [...ids, ...Array<number>(LONGEST - ids.length).fill(PAD)];
}

import { POCKET_SORA, READER } from '../../../src/engine/models/config.ts';
import { countDit, countVideoCodec } from '../../../src/model/index.ts';
import type { Card } from '../../text/harness/card.ts';
import type { Figure } from '../../text/harness/recipe.ts';
import type { Judged } from '../judged.ts';
import { allRight, attributeFigures, withBar } from './figures.ts';
import { chooseGuidance, judgedOf } from './judgments.ts';
import type { Both } from './judgments.ts';
import { notesOf } from './notes.ts';
import type { Other } from './notes.ts';
import type { DitRun, CodecRun } from './configs.ts';
import type { Runs } from './runs.ts';

/** The configs of its runs. The seed is that of the transformer. */
export interface SoraConfig {
  readonly seed: number;
  readonly codec: CodecRun;
  readonly decoder: CodecRun;
  readonly dit: DitRun;
}

/** What else a card tells of: other sizes, and clips that are given in part. */
const OTHERS = [
  { what: '9 frames, 40 wide and 24 high', of: 'test-9x24x40' },
  { what: '9 frames, 24 wide and 40 high', of: 'test-9x40x24' },
  { what: '5 frames', of: 'test-5x32x32' },
  { what: 'single frame', of: 'test-1x32x32' },
  { what: 'image → video, the first frame given', known: 1 },
  { what: 'extension, 5 of 9 frames given', known: 2 },
] as const;

/** All of a card that does not depend on the file. */
export function soraCard(
  lines: readonly Judged[],
  runs: Runs,
): Omit<Card<SoraConfig>, 'bytes' | 'sha256'> {
  const chosen = chooseGuidance(lines);
  const { guidance } = chosen;
  const usual = judgedOf(lines, { guidance });
  const others = OTHERS.map(({ what, ...sampling }): Other => {
    return { what, judged: judgedOf(lines, { guidance, ...sampling }) };
  });
  const { codec, decoder, dit } = runs;
  return {
    ...about(runs),
    name: 'pocket-sora',
    ...sizes(runs),
    command: 'sh training/video/train.sh',
    config: {
      seed: dit.config.seed,
      codec: codec.config,
      decoder: decoder.config,
      dit: dit.config,
    },
    steps: dit.steps,
    minutes: Number((codec.minutes + decoder.minutes + dit.minutes).toFixed(1)),
    machine: [...new Set([codec, decoder, dit].flatMap(({ devices }) => devices))].join('; '),
    weights: 'average',
    figures: figuresOf(usual, others),
    notes: [...notesOf(usual, others, chosen), ...NOTES],
  };
}

const NOTES = [
  'Nothing in the training goes on from an image or a clip. Where latents are given, they take the place of what was sampled, before each step, with the noise of its time.',
  'The decoder and three transformers, of which the largest ships, trained side by side on one GPU: their minutes are those of a shared one.',
];

function figuresOf({ one, two }: Both, others: readonly Other[]): Figure[] {
  return [
    ...[one, two].map(withBar),
    ...[one, two].flatMap(attributeFigures),
    ...others.flatMap(({ what, judged }) =>
      [judged.one, judged.two].map((judged) => allRight(judged, `${what}, `)),
    ),
  ];
}

function sizes({ codec, decoder, dit }: Runs): Pick<Card, 'parameters' | 'parts'> {
  const own = countVideoCodec(POCKET_SORA.codec);
  const parts = [
    { name: 'compression network', parameters: own.encoder + own.decoder, run: codec },
    { name: 'its decoder, trained on by itself', parameters: own.decoder, run: decoder },
    { name: 'diffusion transformer', parameters: countDit(POCKET_SORA.dit), run: dit },
  ].map(({ name, parameters, run: { steps, minutes } }) => {
    return { name, parameters, steps, minutes };
  });
  return { parameters: own.encoder + own.decoder + countDit(POCKET_SORA.dit), parts };
}

function about({ codec, dit }: Runs): Pick<Card, 'task' | 'architecture' | 'data'> {
  const { strides, latentChannels } = codec.config.model;
  const [time, height, width] = [0, 1, 2].map((axis) =>
    strides.reduce((product, stride) => product * (stride[axis] ?? 1), 1),
  );
  const { layers, width: D, heads } = dit.config.model;
  return {
    task: 'English captions of one or two things of Shapes World → clips of them.',
    architecture:
      `causal compression network, ${time} × ${height} × ${width} to ${latentChannels} channels; on its latents a ` +
      `diffusion transformer of ${layers} layers, width ${D}, ${heads} heads, with adaLN-Zero and attention to what the ` +
      `reader (${READER.layers} layers, frozen, a file of its own) makes of the caption; rectified flow`,
    data:
      'clips of 9 frames (32 × 32, 40 × 24, 24 × 40), of 5, and single frames of the training split, with long ' +
      `captions and shorter ones; in ${dit.config.drop * 100} % of samples no caption, for guidance`,
  };
}

import { createRandom, hashSeed, maskTokens } from '../../../src/model/index.ts';
import type { Batches, Example, MaskTokensOptions, Random } from '../../../src/model/index.ts';
import { readQuestion, readText } from '../../../src/engine/models/text.ts';
import { ENGLISH, SPECIAL } from '../../../src/world/language/index.ts';
import { pick } from '../../../src/world/random.ts';
import type { Split } from '../../../src/world/split.ts';
import { drawQuestion, drawStory, tokensOf } from '../../../src/world/story/index.ts';
import { drawCaption } from './captions.ts';

/** What is never hidden, and what may stand in a hidden place: any word that is no special token. */
const MASKING: MaskTokensOptions = {
  mask: ENGLISH.idOf('[mask]'),
  special: SPECIAL.map(ENGLISH.idOf),
  words: { first: SPECIAL.length, end: ENGLISH.size },
};

export interface ReadingOptions {
  readonly seed: number;
  /** About how many tokens a batch has. */
  readonly tokens: number;
  /** The share of the batches that are captions; of the others, half are paragraphs alone. */
  readonly captions: number;
  /** The share of the tokens that are hidden. */
  readonly rate: number;
  /** The most sentences of a paragraph. */
  readonly longest: number;
}

/**
 * Endless batches of the training split for masked tokens. A batch is all captions, or all paragraphs of
 * one number of sentences, alone or with a question before them: so little is padding.
 */
export function readingBatches(options: ReadingOptions): Batches<Example> {
  return (index) => {
    const random = createRandom(hashSeed(options.seed, `batch ${index}`));
    const draw = drawKind(random, options);
    const first = draw();
    const count = Math.max(1, Math.round(options.tokens / first.length));
    const texts = [first, ...Array.from({ length: count - 1 }, draw)];
    return texts.map((ids) => maskTokens(random, ids, { ...MASKING, rate: options.rate }));
  };
}

/** How the texts of one batch are drawn. */
function drawKind(random: Random, { captions, longest }: ReadingOptions): () => readonly number[] {
  if (random.uniform() < captions) {
    return () => readText(drawCaption(random, 'train').englishTokens).ids;
  }
  const sentences = 2 + Math.floor(random.uniform() * (longest - 1));
  const asked = pick(random, [true, false]);
  return () => {
    const story = drawStory(random, { sentences, split: 'train' });
    if (!asked) return readText(tokensOf(story)).ids;
    return readQuestion(drawQuestion(random, story).tokens, tokensOf(story)).ids;
  };
}

/** What is read of a held-out split: captions, or paragraphs of 2 to 12 sentences in turn. */
export type Kind = 'captions' | 'paragraphs';

/**
 * The first `count` held-out texts of a kind, with 15 % of their words hidden, each behind `[mask]`. They are
 * always the same.
 */
export function heldOutReading(kind: Kind, split: Split, count: number): Example[] {
  const random = createRandom(hashSeed(0, `reading ${kind} ${split}`));
  return Array.from({ length: count }, (_, i) => {
    const words =
      kind === 'captions'
        ? drawCaption(random, split).englishTokens
        : tokensOf(drawStory(random, { sentences: 2 + (i % 11), split }));
    return maskTokens(random, readText(words).ids, { ...MASKING, masked: 1, replaced: 0 });
  });
}

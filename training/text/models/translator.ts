import * as tf from '@tensorflow/tfjs-core';
import {
  crossEntropy,
  greedy,
  initSeq2Seq,
  seq2seq,
  seq2seqSession,
} from '../../../src/model/index.ts';
import type { Seq2SeqParams } from '../../../src/model/index.ts';
import { ALIGNED_HEAD, TRANSLATOR } from '../../../src/engine/models/config.ts';
import { TARGET, readSource } from '../../../src/engine/models/text.ts';
import { CHINESE, PAD, parseChinese, sameMeaning } from '../../../src/world/language/index.ts';
import type { Caption } from '../../../src/world/language/index.ts';
import { TRANSLATOR_RUN } from '../configs/translator.ts';
import { shareOf, slices } from '../data/measure.ts';
import { padRows } from '../data/pad.ts';
import { heldOutCaptions, translationBatches } from '../data/translation.ts';
import type { Lesson } from '../data/translation.ts';
import type { Figure, Recipe } from '../harness/recipe.ts';
import { alignedWords } from './align.ts';
import { guideLoss, listenTo, patternOf } from './guide.ts';

/** How many captions are translated at once when figures are measured. */
const AT_ONCE = 50;

/** English → Chinese captions. */
export function translatorRecipe(): Recipe<Seq2SeqParams, Lesson> {
  const { seed, batch } = TRANSLATOR_RUN;
  return {
    config: TRANSLATOR_RUN,
    init: (random) => initSeq2Seq(random, TRANSLATOR),
    batches: translationBatches({ seed, size: batch }),
    loss: (params, batch) => translationLoss(params, batch),
    measure: (params, split, samples) => measure(params, heldOutCaptions(split, samples)),
    about: {
      task: 'English captions of Shapes World into Chinese',
      architecture:
        'encoder-decoder as in Vaswani et al. 2017: post-norm, sinusoidal positions, tied target embedding',
      data: 'endless captions of the training split, one thing or two, six phrasings',
      notes: [
        `Head ${ALIGNED_HEAD.head} of decoder layer ${ALIGNED_HEAD.layer} was taught to align: its loss counts ${TRANSLATOR_RUN.guide} times beside that of the translation. Without that, the best head of the same model aligned 75 % of the content words after 1,000 steps, while 99 % of the captions were right; one of a pre-norm model with one layer on each side, 77 % after 750 steps.`,
      ],
    },
  };
}

/**
 * The cross-entropy of the right translation, token by token (teacher forcing), and a share of how far the
 * head that is to align is from it.
 */
export function translationLoss(
  params: Seq2SeqParams,
  batch: readonly Lesson[],
  guide = TRANSLATOR_RUN.guide,
): tf.Scalar {
  const pick = (of: (lesson: Lesson) => readonly number[]) => padRows(batch.map(of), PAD);
  const [source, target] = [pick(({ source }) => source), pick(({ target }) => target.ids)];
  const weights = padRows(
    batch.map(({ target }) => target.weights),
    0,
    'float32',
  );
  const targets = pick(({ target }) => target.targets);
  const alignments = batch.map(({ alignment }) => alignment);
  const { tap, take } = listenTo(patternOf(ALIGNED_HEAD), (pattern) =>
    guideLoss(pattern, ALIGNED_HEAD.head, alignments),
  );
  const logits = seq2seq(params, TRANSLATOR, source, target, tap);
  return tf.add(crossEntropy(logits, targets, { weights }), tf.mul(take(), guide));
}

function measure(params: Seq2SeqParams, captions: readonly Caption[]): Figure[] {
  const groups = slices(captions, AT_ONCE);
  const right = groups.flatMap((group) => {
    const said = translateAll(params, group);
    return group.map((caption, i) => isRight(caption, said[i] ?? []));
  });
  const heads = groups.map((group) => alignedWords(params, group));
  return [
    { what: 'captions right by meaning', ...shareOf(right), bar: 0.99 },
    ...(heads[0] ?? []).map(({ head: { layer, head } }, i) => ({
      what: `content words that head ${head} of decoder layer ${layer} aligns`,
      ...shareOf(heads.flatMap((group) => group[i]?.right ?? [])),
      ...(layer === ALIGNED_HEAD.layer && head === ALIGNED_HEAD.head ? { bar: 0.95 } : {}),
    })),
  ];
}

/** Greedy translations of many captions at once. */
function translateAll(params: Seq2SeqParams, captions: readonly Caption[]): string[][] {
  const sources = captions.map(({ englishTokens }) => readSource(englishTokens).ids);
  const longest = Math.max(...sources.map(({ length }) => length));
  const padded = sources.map((ids) => [...ids, ...Array<number>(longest - ids.length).fill(PAD)]);
  const session = seq2seqSession(params, TRANSLATOR, padded);
  const { start, end, longest: maxLength } = TARGET;
  const texts = greedy(session, { prompt: captions.map(() => [start]), end, maxLength });
  session.dispose();
  return texts.map((ids) => CHINESE.decode(ids.filter((id) => id !== end)));
}

/** Whether what was said means what the caption means. */
function isRight({ meaning }: Caption, said: readonly string[]): boolean {
  const parsed = parseChinese(said.join(''));
  return 'meaning' in parsed && sameMeaning(parsed.meaning, meaning);
}

import {
  addCosts,
  documentRelations,
  encoderLayerCost,
  fullRelation,
  layerKind,
  localGlobalCost,
  localGlobalRelation,
  poolingCost,
  reachOf,
  spaceTimeEncoderCost,
  spaceTimeRelation,
  totalMacs,
  windowRelation,
} from '../../../../model/index.ts';
import type { Cost, Relation } from '../../../../model/index.ts';
import { CLIP_READINGS, LENGTHS, READINGS } from '../../../labs/levels.ts';
import type {
  ClipCost,
  ClipReading,
  LevelsResult,
  LevelsSettings,
  Reading,
  Stage,
} from '../../../labs/levels.ts';
import { LEVELS } from '../../../models/multilevel.ts';

/** One word is global under local attention: the first one. */
const GLOBALS = [0];

/** Who reaches whom in a paragraph, and what that costs; the same for a clip. */
export function run(settings: LevelsSettings): LevelsResult {
  const costs = READINGS.map((reading) => {
    const each = LENGTHS.map((sentences) => costOf(reading, { ...settings, sentences }));
    const attention = Float32Array.from(each, (cost) => cost.attention);
    return [reading, { attention, total: Float32Array.from(each, totalMacs) }];
  });
  const clip = CLIP_READINGS.map((reading) => [reading, clipCost(reading, settings)]);
  return {
    stages: stagesOf(settings),
    costs: Object.fromEntries(costs) as LevelsResult['costs'],
    clip: Object.fromEntries(clip) as LevelsResult['clip'],
  };
}

function stagesOf(settings: LevelsSettings): Stage[] {
  const { reading, sentences, words, layers } = settings;
  const T = sentences * words;
  const relations = relationsOf(settings);
  return range(layers).map((layer) => {
    const isOfSentences = reading === 'levels' && layer > 0;
    // Between the words and the sentences there is one relation more: the pooling.
    const through = relations.slice(0, layer + (isOfSentences ? 2 : 1));
    const reach = range(isOfSentences ? sentences : T).flatMap((row) => {
      const seen = new Set(reachOf(through, row));
      return range(T).map((word) => (seen.has(word) ? 1 : 0));
    });
    return { rows: isOfSentences ? 'sentences' : 'words', reach: Float32Array.from(reach) };
  });
}

function relationsOf({ reading, sentences, words, layers, window }: LevelsSettings): Relation[] {
  const T = sentences * words;
  if (reading === 'levels') {
    const levels = { wordLayers: 1, sentenceLayers: layers - 1 };
    return documentRelations(Array<number>(sentences).fill(words), words, levels);
  }
  const ofLayer = (layer: number): Relation => {
    if (reading === 'flat') return fullRelation(T);
    if (reading === 'local') return localGlobalRelation(T, { window, globals: GLOBALS });
    return windowRelation([1, T], [1, window], layer % 2 === 1);
  };
  return range(layers).map(ofLayer);
}

/** Of all layers, with the sizes of the trained readers. */
function costOf(
  reading: Reading,
  {
    sentences: N,
    words: W,
    layers,
    window,
  }: Omit<LevelsSettings, 'sentences'> & { sentences: number },
): Cost {
  const T = N * W;
  const repeated = (cost: Cost, times: number) => range(times).map(() => cost);
  if (reading === 'levels') {
    return addCosts(
      encoderLayerCost(T, T * W, LEVELS),
      poolingCost(T, LEVELS.width),
      ...repeated(encoderLayerCost(N, N * N, LEVELS), layers - 1),
    );
  }
  const layer =
    reading === 'flat'
      ? encoderLayerCost(T, T * T, LEVELS)
      : reading === 'local'
        ? localGlobalCost(T, { window, globals: GLOBALS }, LEVELS)
        : encoderLayerCost(T, T * window, LEVELS);
  return addCosts(...repeated(layer, layers));
}

/** Two layers, so that layers in space and in time take their turn. */
function clipCost(reading: ClipReading, { frames, patches }: LevelsSettings): ClipCost {
  const size = { frames, tokens: patches };
  const relations = [0, 1].map((layer) => spaceTimeRelation(layerKind(reading, layer), size));
  // The first layer alone, then both. In full, every token sees all: no need to ask them all.
  const one = reachOf(relations.slice(0, 1), 0).length;
  const two = one === frames * patches ? one : reachOf(relations, 0).length;
  return {
    attention: spaceTimeEncoderCost(reading, 2, size, LEVELS).attention,
    reach: [one, two],
  };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

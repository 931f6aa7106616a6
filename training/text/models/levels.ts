import { FLAT, LEVELS } from '../../../src/engine/models/multilevel.ts';
import {
  flatLogits,
  initFlat,
  initLevels,
  levelsLogits,
} from '../../../src/engine/trained/worker/levels.ts';
import type { FlatParams, LevelsParams } from '../../../src/engine/trained/worker/levels.ts';
import { FLAT_RUN, LEVELS_RUN } from '../configs/levels.ts';
import { levelsBatches } from '../data/levels.ts';
import type { Told } from '../data/levels.ts';
import type { Recipe } from '../harness/recipe.ts';
import { HEAD, task } from './levels-task.ts';
import type { Reads } from './levels-task.ts';

const byLevels: Reads<LevelsParams> = {
  logits: (params, batch, tap) => {
    const documents = batch.map(({ rows }) => rows);
    return levelsLogits(params, documents, tap);
  },
  pattern: `sentences.${LEVELS.sentenceLayers - 1}.self.pattern`,
  places: ({ at }) => [at.row],
};

const inOneLine: Reads<FlatParams> = {
  logits: (params, batch, tap) => {
    const lines = batch.map(({ ids }) => ids);
    return flatLogits(params, lines, tap);
  },
  pattern: `layers.${FLAT.layers - 1}.self.pattern`,
  places: ({ at }) => at.places,
};

/** The reader on two levels: words within their sentence, then sentences with the question. */
export function levelsRecipe(): Recipe<LevelsParams, Told> {
  const { wordLayers, sentenceLayers } = LEVELS;
  return {
    ...task(byLevels),
    config: LEVELS_RUN,
    init: initLevels,
    batches: levelsBatches(LEVELS_RUN.data),
    about: {
      ...ABOUT,
      architecture: `${wordLayers} encoder layer on the words of each sentence, attention pooling, ${sentenceLayers} on the sentences and the question, attention pooling, a head; pre-norm, rotary positions on both levels`,
      notes: [...ABOUT.notes, LONG],
    },
  };
}

/** The same question in one row with the whole paragraph, trained alike, to compare with. */
export function flatRecipe(): Recipe<FlatParams, Told> {
  return {
    ...task(inOneLine),
    config: FLAT_RUN,
    init: initFlat,
    batches: levelsBatches(FLAT_RUN.data),
    about: {
      ...ABOUT,
      architecture: `${FLAT.layers} encoder layers on question and paragraph in one row, a head on [cls]; pre-norm, rotary positions`,
      notes: [...ABOUT.notes, SLOW],
    },
  };
}

const ABOUT = {
  task: 'Questions about a paragraph of Shapes World: which value is it, or is it not told?',
  data: 'endless questions on paragraphs of 2 to 12 sentences of the training split, the same for both readers',
  notes: [
    `Paragraphs grow from 2 sentences to ${LEVELS_RUN.data.longest} within the first ${LEVELS_RUN.data.growth} steps. Head ${HEAD} of the last layer was taught to look from [cls] where the answer stands: that counts as much as the answer.`,
    'Trained with one seed.',
  ],
};

const LONG =
  'What it gets right falls beyond the 12 sentences that it was trained on, most of all beyond 32.';

const SLOW =
  'It learns slower: at the last step its loss is still falling. In 8,000 steps of batches of 512 tokens, at a peak rate of 0.003, it came to 53 % on paragraphs of 2 to 12 sentences, and the multi-level reader to 96 %. A longer training was not tried, so this says what the same budget buys, and not what each can learn.';

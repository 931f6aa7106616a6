import { disposeParams } from '../../../model/index.ts';
import { answer } from './answer.ts';
import { answerByLevels } from './answer-by-levels.ts';
import { classify } from './classify.ts';
import { finetune } from './finetune.ts';
import { labJobs } from './labs/table.ts';
import type { Models } from './models.ts';
import type { JobTable } from './serve.ts';
import type { Shelved } from './shelf.ts';
import { translate } from './translate.ts';
import { loadTuned } from './tuned-file.ts';

/** The trained models, each loaded at its first use. */
export type Library = { readonly [Name in keyof Models]: Shelved<Models[Name]> };

/** Every job with the model that it runs on. */
export function createJobs(library: Library): JobTable {
  return {
    ...labJobs(library),
    translate: async (input, line) => translate(await library.translator.get(line), input, line),
    answer: async (input, line) => answer(await library.answerer.get(line), input),
    answerByLevels: async (input, line) =>
      answerByLevels(
        await library.multilevel.get(line),
        await library.multilevelFlat.get(line),
        input,
      ),
    classify: async ({ tuned, ...input }, line) => {
      if (!tuned) return classify(await library.classifier.get(line), input);
      const { classifier, tuning } = loadTuned(await library.reader.get(line), tuned);
      try {
        return classify(classifier, input);
      } finally {
        disposeParams(tuning);
      }
    },
    finetune: async (input, line) => finetune(await library.reader.get(line), input, line),
  };
}

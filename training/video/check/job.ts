import type { Job } from '../../text/harness/job.ts';
import { sayCompared } from '../../text/harness/say.ts';
import { checkSora } from './check.ts';

/** Pocket Sora among the models: it trains elsewhere, and is checked here. */
export const soraJob: Job = {
  train: () =>
    Promise.reject(
      new Error(
        'pocket-sora trains in PyTorch: sh training/video/train.sh (training/video/README.md).',
      ),
    ),
  check: async ({ models }) => {
    const { name, problem, figures } = await checkSora(models);
    if (problem) console.log(`${name}: ${problem}`);
    for (const figure of figures) console.log(`${name}, ${sayCompared(figure)}`);
    return problem === undefined && figures.every(({ agrees }) => agrees);
  },
};

import { join } from 'node:path';
import { disposeTraining } from '../../../src/model/index.ts';
import { checkModel } from './check.ts';
import { publish } from './publish.ts';
import type { Places } from './publish.ts';
import type { Recipe } from './recipe.ts';
import { runRecipe } from './run.ts';
import { sayCompared, sayFigures } from './say.ts';

/** What the commands can do with a model. */
export interface Job {
  readonly train: (places: Places, options: TrainJobOptions) => Promise<void>;
  /** Whether what ships is what its card says. */
  readonly check: (places: Places) => boolean | Promise<boolean>;
}

export interface TrainJobOptions {
  readonly resume: boolean;
  readonly steps?: number | undefined;
  /** `2/5`: the second of five parts, where a job has parts. */
  readonly part?: string | undefined;
}

/**
 * The commands for one recipe, which they tell the terminal about. It is made when it is needed.
 *
 * @param make a recipe may build on what ships in `models`
 */
export function jobOf<P extends object, Item>(make: (models: string) => Recipe<P, Item>): Job {
  return {
    train: async (places, options) => {
      const recipe = make(places.models);
      const { name } = recipe.config;
      const folder = join(places.run, name);
      const training = await runRecipe(recipe, {
        ...options,
        folder,
        onMeasured: ({ step, figures }) =>
          console.log(`${name}, step ${step}: ${sayFigures(figures)}`),
      });
      const card = publish(recipe, training, { ...places, run: folder });
      disposeTraining(training);
      console.log(
        `${name}: ${card.bytes} bytes, ${card.minutes} minutes; ${sayFigures(card.figures)}`,
      );
    },
    check: (places) => {
      const { name, problem, figures } = checkModel(make(places.models), places.models);
      if (problem) console.log(`${name}: ${problem}`);
      for (const figure of figures) console.log(`${name}, ${sayCompared(figure)}`);
      return problem === undefined && figures.every(({ agrees }) => agrees);
    },
  };
}

import { trainedStrings } from '../../strings/en/trained.ts';
import { tunerStrings as strings } from '../../strings/en/tuner.ts';
import { DOT } from '../picture/words.ts';
import { linkOf } from './link.ts';
import type { Settings } from './runs.ts';

/** What the lab is called on its page: keys of a link start with it. */
export const ID = 'tuner';

/** The address of the lab, set to these settings. */
export function caseLink(href: string, settings: Settings): string {
  const fragment = linkOf(ID, settings);
  return href + (fragment === '#' ? '' : fragment);
}

/** Settings in words, those that make a difference. */
export function settingsInWords(settings: Settings): string {
  const { task, count, mode, learningRate, rank, steps, seed } = settings;
  return [
    [strings.task, strings.tasks[task]],
    [strings.count, count],
    [strings.mode, strings.modes[mode]],
    ...(mode === 'lora' ? [[strings.rank, rank]] : []),
    [strings.learningRate, learningRate],
    [strings.steps, steps],
    [trainedStrings.seed, seed],
  ]
    .map((one) => one.join(': '))
    .join(DOT);
}

import type { Question } from '../../interview/question.ts';
import type { Level, Topic } from '../../interview/topics.ts';

const topics: Record<Topic, string> = {
  attention: 'Attention',
  transformer: 'The Transformer',
  efficiency: 'Efficiency and long context',
  'pre-training': 'Pre-training and adaptation',
  diffusion: 'Diffusion and flow',
  video: 'Video and Sora',
  code: 'The bank’s code',
  design: 'System design',
};

const levels: Record<Level, string> = { junior: 'Junior', middle: 'Middle', senior: 'Senior' };

const kinds: Record<Question['kind'], string> = {
  one: 'one choice',
  several: 'several choices',
  flaw: 'find the flaw',
  number: 'number',
  drawn: 'number, drawn anew',
  order: 'order',
  match: 'match',
  shape: 'shapes',
  free: 'own words',
};

/** What the pages of the concept bank say, in English. */
export const bankStrings = {
  topics,
  levels,
  kinds,
  filters: 'Show',
  everyTopic: 'All topics',
  everyLevel: 'All levels',
  everyKind: 'All kinds',
  shown: (count: number, all: number) =>
    count === all
      ? `All ${String(all)} questions.`
      : `${String(count)} of ${String(all)} questions.`,
  nothing: 'No question is all of that. Widen the choice above.',
  seconds: (seconds: number) =>
    seconds < 60 ? `${String(seconds)} s` : `${String(Math.round(seconds / 30) / 2)} min`,
} as const;

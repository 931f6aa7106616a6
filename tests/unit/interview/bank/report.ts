import { LEVELS, TOPICS } from '../../../../src/interview/topics.ts';
import { readBank, type Entry } from './bank.ts';
import { longestBias, positionBias, type Bias } from './measure.ts';

type Rows = string[][];

/** The bank in tables: how many questions of what, and what could be guessed without knowing. */
export function reportBank(): Rows[] {
  const bank = readBank();
  return [countLevels(bank), countKinds(bank), guesses(bank)];
}

function countLevels(bank: readonly Entry[]): Rows {
  const count = (topic: string | undefined, level?: string) =>
    bank.filter(({ data }) => {
      const fits = topic === undefined || data.topic === topic;
      return fits && (level === undefined || data.level === level);
    }).length;
  const row = (name: string, topic?: string) =>
    [name, ...LEVELS.map((level) => count(topic, level)), count(topic)].map(String);
  return [['topic', ...LEVELS, 'all'], ...TOPICS.map((topic) => row(topic, topic)), row('all')];
}

function countKinds(bank: readonly Entry[]): Rows {
  const kinds = [...new Set(bank.map(({ data }) => data.kind))].toSorted();
  const count = (kind: string) => bank.filter(({ data }) => data.kind === kind).length;
  return [['kind', 'questions'], ...kinds.map((kind) => [kind, String(count(kind))])];
}

function guesses(bank: readonly Entry[]): Rows {
  const row = (what: string, { count, of, expected, deviations }: Bias) => [
    what,
    `${count} of ${of}`,
    expected.toFixed(1),
    deviations.toFixed(1),
  ];
  const places = (name: string, biases: readonly Bias[]) =>
    biases.map((bias, i) => row(`right choice in place ${i + 1}, ${name}`, bias));
  return [
    ['what a guesser would try', 'hits', 'by chance', 'deviations'],
    row('the longest choice', longestBias(bank)),
    ...places('as shown first', positionBias(bank, 0)),
    ...places('as authored', positionBias(bank)),
  ];
}

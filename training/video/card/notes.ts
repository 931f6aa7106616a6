import { wilson } from '../../text/data/interval.ts';
import type { Judged } from '../judged.ts';
import { THINGS, nameOf, withBar } from './figures.ts';
import type { Both, Chosen } from './judgments.ts';

/** Pocket Sora with other prompts than the usual, in words, with what was judged of it. */
export interface Other {
  readonly what: string;
  readonly judged: Both;
}

/** What a reader should know about the figures, all of it computed from them. */
export function notesOf(usual: Both, others: readonly Other[], chosen: Chosen): string[] {
  return [
    chosenNote(chosen),
    ...[usual.one, usual.two].flatMap(barNote),
    ...[usual.one, usual.two].map(weakest),
    ...worseNote(usual, others),
  ];
}

function chosenNote({ guidance, among }: Chosen): string {
  const others = among.filter((one) => one !== guidance).join(', ');
  return `All figures are with 25 steps and guidance ${guidance}: none of ${others} did better, on the same prompts.`;
}

function barNote(judged: Judged): string[] {
  const { bar = 0 } = withBar(judged);
  if (judged.all >= bar) return [];
  return [
    `With ${THINGS[judged.things]} it misses its goal: ${percent(judged.all)} of ${percent(bar)}.`,
  ];
}

/** The attribute that is wrong most often; if none is wrong, how often it could be all the same. */
function weakest({ things, count, attributes }: Judged): string {
  const [[name, share] = ['', NaN]] = Object.entries(attributes).toSorted(([, a], [, b]) => a - b);
  const prompts = `${count} prompts with ${THINGS[things]}`;
  if (share < 1) {
    return `Of ${prompts}, what fails most often is the ${nameOf(name, things)}: ${percent(1 - share)}.`;
  }
  const most = percent(1 - wilson(1, count).low);
  return `Of ${prompts} none failed; with 95 % confidence fewer than ${most} do.`;
}

/** What comes out worse than usual, beyond chance. */
function worseNote(usual: Both, others: readonly Other[]): string[] {
  const worse = others.flatMap(({ what, judged }) =>
    (['one', 'two'] as const)
      .filter((things) => isBelow(judged[things], usual[things]))
      .map((things) => {
        const [own, other] = [judged[things], usual[things]].map(({ all }) => percent(all));
        return `${what}, ${THINGS[judged[things].things]}: ${own} instead of ${other}`;
      }),
  );
  return worse.length === 0 ? [] : [`It does worse here: ${worse.join('; ')}.`];
}

/** Whether the intervals of 95 % confidence lie apart. */
function isBelow(one: Judged, other: Judged): boolean {
  return wilson(one.all, one.count).high < wilson(other.all, other.count).low;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

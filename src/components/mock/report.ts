import { ask } from '../../interview/ask.ts';
import type { MockEvent } from '../../reader/event.ts';
import { readCardKey } from '../../reader/card.ts';
import type { Place } from '../review/places.ts';
import type { Fetched } from '../review/question.ts';

export type ReportItem = MockEvent['items'][number];

/** How a question of a report is called, and where it is. */
export interface Named {
  /** HTML: the question as it was asked, or a name. */
  readonly html: string;
  readonly href: string | undefined;
}

interface Names {
  readonly root: string;
  readonly load: (id: string) => Promise<Fetched>;
  readonly placeOf: (kind: 'exercise' | 'hunt', id: string) => Place;
  readonly taskNames: Readonly<Record<'exercise' | 'hunt', string>>;
  readonly followUp: (follow: NonNullable<ReportItem['follow']>) => string;
}

/** What an item of a report asked. What the course no longer has goes by its name in the log. */
export async function nameItem(item: ReportItem, names: Names): Promise<Named> {
  const target = readCardKey(item.card);
  if (target?.kind === 'exercise' || target?.kind === 'hunt') {
    const { title, href } = names.placeOf(target.kind, target.id);
    return { html: escape(`${names.taskNames[target.kind]}: ${title}`), href };
  }
  if (target?.kind !== 'question') return { html: escape(item.card), href: undefined };
  const [topic = ''] = target.id.split('/');
  const href = `${names.root}interview/concept-bank/${topic}/#${target.id}`;
  if (item.follow) return { html: escape(names.followUp(item.follow)), href };
  const question = await names.load(target.id);
  if (typeof question === 'string') return { html: escape(target.id), href };
  return { html: ask(question.question, item.seed).prompt, href };
}

/** The keys of a log come from a file that anybody may have written. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The interview to compare with: the last one before it of the same role, or else any. */
export function earlierOne(
  reports: readonly MockEvent[],
  report: MockEvent,
): MockEvent | undefined {
  const before = reports.slice(
    0,
    reports.findIndex(({ id }) => id === report.id),
  );
  return before.findLast(({ role }) => role === report.role) ?? before.at(-1);
}

import { getEntry } from 'astro:content';
import { lessonStrings } from '../../strings/en/lesson';
import { root } from '../address/root.ts';

/** What the audit found of a claim or a line of the bank. */
export interface Finding {
  readonly says: string;
  readonly verdict: string;
  readonly hunt?: string | undefined;
}

/**
 * A claim, as `A9`, or a line, as `B3`, with its verdict in words.
 *
 * @throws Error for the author, if the audit has no such number.
 */
export async function findFinding(id: string): Promise<Finding> {
  const entry = await (id.startsWith('B') ? getEntry('lines', id) : getEntry('claims', id));
  if (!entry)
    throw new Error(`"${id}" is in neither claims.yaml nor lines.yaml of src/content/audit`);
  const { says, verdict } = entry.data;
  const hunt = 'hunt' in entry.data ? entry.data.hunt : undefined;
  return { says, verdict: lessonStrings.verdicts[verdict], hunt };
}

/** Where the audit has its reasons. */
export const auditLink = (id: string): string => `${root}reference/audit/#${id}`;

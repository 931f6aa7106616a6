/** The lesson that a page is, and its topic: `src/interview/topics.ts`. */
export interface Place {
  readonly lesson: string;
  readonly topic: string;
}

/** Parts of the course that are no topics of their own. */
const TOPIC_OF: Readonly<Record<string, string>> = { start: 'transformer', sora: 'video' };

/**
 * Where a page is in the course; nothing for the home page.
 *
 * @param pathname of its address
 * @param base the course's own folder on its server
 */
export function placeOf(pathname: string, base: string): Place | undefined {
  const root = base.replace(/\/?$/, '/');
  if (!pathname.startsWith(root)) return undefined;
  const lesson = pathname.slice(root.length).replace(/\/$/, '');
  const [part] = lesson.split('/');
  return part ? { lesson, topic: TOPIC_OF[part] ?? part } : undefined;
}

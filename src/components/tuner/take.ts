import { inkOfPage } from '../picture/ink.ts';
import { take } from '../picture/take.ts';
import type { Taken } from '../picture/take.ts';
import { linkOf } from './link.ts';
import { runsPicture } from './picture.ts';
import type { Session } from './session.svelte.ts';

/** Takes the tuner home: a link to its settings, or its runs as a picture. */
export function takeRuns(what: Taken, id: string, { settings, runs }: Session): Promise<string> {
  return take(what, {
    link: () => new URL(linkOf(id, settings, location.hash), location.href).href,
    name: 'fine-tuning',
    picture: () => runsPicture(runs, inkOfPage()),
  });
}

import { inkOfPage } from '../picture/ink.ts';
import { take } from '../picture/take.ts';
import type { Taken } from '../picture/take.ts';
import { linkTo } from './address.svelte.ts';
import { pictureOf } from './picture.ts';
import type { Session } from './session.svelte.ts';

/** Takes a stepper home: a link, or its stage as a picture. */
export function takeStage(what: Taken, session: Session, title: string): Promise<string> {
  const { instrument, step, scene } = session;
  return take(what, {
    link: () => linkTo(session),
    name: `${instrument.model} ${step.words.title}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    picture: () => pictureOf(session, scene, title, inkOfPage()),
  });
}

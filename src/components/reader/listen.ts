import { GRADED } from '../../interview/graded.ts';
import { DID, READY, WANTED } from './signals.ts';

/**
 * Runs on every page (`scripts/reader.mjs`): writes down what the widgets say that the reader did.
 * The log itself is loaded when there is something to write or to ask.
 */
const load = () => import('./keep.ts');

document.addEventListener(GRADED, ({ detail: { id: question, ...rest } }) => {
  void load().then(({ keep }) => keep({ kind: 'answered', question, ...rest }));
});
document.addEventListener(DID, ({ detail }) => {
  void load().then(({ keep }) => keep(detail));
});
document.addEventListener(WANTED, ({ detail: { give } }) => {
  void load().then(async ({ results }) => give(await results()));
});
// A widget may have asked before anybody listened.
document.dispatchEvent(new Event(READY));

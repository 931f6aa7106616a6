import { isOwn, segments } from './segments.ts';

/** Labs and steppers wake when they are seen: one that the address speaks of is brought into view. */
function showNamed(): void {
  const named = segments(location.hash);
  const all = [...document.querySelectorAll<HTMLElement>('[data-lab], [data-stepper]')];
  const found = all.find(({ dataset: { lab = '', stepper = lab } }) =>
    named.some((one) => isOwn(stepper, one)),
  );
  found?.scrollIntoView();
}

showNamed();
addEventListener('hashchange', showNamed);

import { CHEATS } from '../../scripts/exercises/cheats/index.ts';
import { check, openExercise, report } from './support/exercise.ts';
import { expect, test } from './support/test.ts';

/**
 * The cheats, handed in as a reader would, against the judge in a real sandbox. Many on one page:
 * what one leaves behind would help the next.
 */
const groups = [...new Set(CHEATS.map(({ group }) => group))];

for (const group of groups) {
  test(`is fooled by none of the cheats that are ${group}`, async ({ page }) => {
    test.setTimeout(300_000);
    let [exercise, opened] = [page.locator('section[data-exercise]'), ''];
    for (const { id, exercise: name, code, wanted } of CHEATS.filter((c) => c.group === group)) {
      if (opened !== name) [exercise, opened] = [await openExercise(page, name), name];
      await test.step(id, async () => {
        const verdict = await check(exercise, code);
        expect(verdict, id).toMatch(wanted === 'slow' ? /^Accepted/ : /^Not accepted/);
        if (wanted === 'slow') await expect(report(exercise)).toContainText('times as long as our');
      });
    }
    const tried = CHEATS.filter((c) => c.group === group).length;
    console.log(`security: ${String(tried)} cheats that are ${group}, 0 fooled the judge`);
  });
}

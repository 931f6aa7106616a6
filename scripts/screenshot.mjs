// `npm run screenshot`: the picture of a lesson in the README, taken from the built site.
import './lib/need-node.mjs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';

const { buildSite } = await import('./lib/build-site.mjs');
const { openSite } = await import('./lib/open-site.mjs');
const { root } = await import('./lib/paths.mjs');
const { findStepper, nextStep } = await import('./lib/stepper.mjs');

const lesson = 'attention/scaled-dot-product-attention/';
const stepsToTake = 7;
const file = `${root}docs/images/lesson.png`;

if (!process.argv.includes('--no-build')) {
  const { ok, output } = await buildSite();
  if (!ok) throw new Error(`${output}\nThe build failed.`);
}

const site = await openSite();
try {
  const view = { width: 1440, height: 1300 };
  await site.visit(lesson, takePicture, { viewport: view, colorScheme: 'light' });
} finally {
  await site.close();
}

/** @param {import('@playwright/test').Page} page */
async function takePicture(page) {
  const stepper = await findStepper(page);
  if (!stepper) throw new Error(`no stepper on /${lesson}`);
  for (let step = 0; step < stepsToTake; step++) await nextStep(stepper);
  // The header stays on top of the page: leave it room.
  await stepper
    .locator(':scope > *')
    .first()
    .evaluate((element) => {
      scrollTo({ top: element.getBoundingClientRect().top + scrollY - 90, behavior: 'instant' });
    });
  await page.mouse.move(0, 0);
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(`${file}: ${((await stat(file)).size / 1000).toFixed(0)} KB`);
}

// `npm run browser`: builds the site, also for a sub-folder, and runs Playwright's tests on both.
// `--no-build` takes what is built; everything else goes to Playwright.
import './lib/need-node.mjs';
import process from 'node:process';

const { buildForSubFolder, buildSite } = await import('./lib/build-site.mjs');
const { runTool } = await import('./lib/run.mjs');

const args = process.argv.slice(2);

if (!args.includes('--no-build')) {
  for (const build of [buildSite, buildForSubFolder]) {
    const { ok, output } = await build();
    if (ok) continue;
    console.error(`${output}\nThe build failed.`);
    process.exit(1);
  }
}

// Tests that time something are marked `@timing` and run afterwards, one at a time.
const passes = [
  ['--grep-invert', '@timing'],
  ['--grep', '@timing', '--workers', '1', '--pass-with-no-tests'],
];
const rest = args.filter((arg) => arg !== '--no-build');
const chosen = rest.some((arg) => arg.startsWith('--grep') || arg === '-g');

for (const pass of chosen ? [[]] : passes) {
  const test = ['test', ...pass, ...rest];
  const { ok } = await runTool('@playwright/test#playwright', test, { show: true });
  if (!ok) process.exitCode = 1;
}

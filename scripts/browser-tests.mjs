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

const rest = args.filter((arg) => arg !== '--no-build');
const { ok } = await runTool('@playwright/test#playwright', ['test', ...rest], { show: true });
process.exitCode = ok ? 0 : 1;

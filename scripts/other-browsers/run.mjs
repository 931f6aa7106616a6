// `npm run browser:others`: the hostile programs of the sandbox's suite, two labs, and every page, in
// Firefox and in WebKitGTK, where Debian's packages firefox-esr, webkit2gtk-driver and xvfb are.
import '../lib/need-node.mjs';
import { accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const { deceiving, endless, hoarding } = await import('../../tests/browser/hostile/programs.ts');
const { startCounting } = await import('../../tests/browser/hostile/server.ts');
const { intrusions, program, requests } = await import('../../tests/browser/hostile/ways-out.ts');
const { buildSite } = await import('../lib/build-site.mjs');
const { readPages } = await import('../lib/html.mjs');
const { dist } = await import('../lib/paths.mjs');
const { serveSite } = await import('../lib/server.mjs');
const { startFirefox } = await import('./firefox.mjs');
const { useLab } = await import('./in-lab.mjs');
const { runInCell, visitPage } = await import('./in-page.mjs');
const { startWebKit } = await import('./webkit.mjs');

/** @typedef {import('./browser.d.ts').Browser} Browser */
/** @typedef {import('../../tests/browser/hostile/programs.ts').HostileProgram} HostileProgram */

const LESSON = 'attention/scaled-dot-product-attention/';
/** Labs, with a field of each and a value that it does not begin with. */
const LABS = { scale: ['scale-keys', '8'], studio: ['studio-steps', '2'] };
const kinds = { 'firefox-esr': startFirefox, WebKitWebDriver: startWebKit };

if (!process.argv.includes('--no-build')) {
  const { ok, output } = await buildSite();
  if (!ok) throw new Error(`${output}\nThe build failed.`);
}

const site = await serveSite({ dist });
for (const [name, startBrowser] of Object.entries(kinds)) {
  const path = find(name);
  if (path) await check(await startBrowser(path));
  else console.log(`${name}: not installed, not run`);
}
await site.close();

/** @param {Browser} browser */
async function check(browser) {
  try {
    await browser.goto(site.address + LESSON);
    report(
      browser,
      'a cell',
      (await run(browser, "console.log('alive', 6 * 7)")).includes('alive 42'),
    );
    await tryPrograms(browser, 'endless programs stopped', endless, '500');
    await tryPrograms(browser, 'hoarding programs survived', hoarding);
    await tryPrograms(browser, 'deceiving programs seen through', deceiving);
    await tryWays(browser, 'requests', requests);
    await tryWays(browser, 'intrusions', intrusions);
    for (const [lab, [field = '', value = '']] of Object.entries(LABS)) {
      await tryLab(browser, lab, field, value);
    }
    await visitAll(browser);
  } finally {
    await browser.close();
  }
}

/**
 * @param {Browser} browser
 * @param {string} code
 * @param {string} [stopAfter]
 * @returns {Promise<string>} output and end
 */
async function run(browser, code, stopAfter = '') {
  const answer = await browser.evaluate(String(runInCell), code, stopAfter);
  const { output, ended } = /** @type {{ output: string, ended: string }} */ (answer);
  return stopAfter ? ended : `${output}\n${ended}`;
}

/**
 * @param {Browser} browser
 * @param {string} what
 * @param {readonly HostileProgram[]} programs
 * @param {string} [stopAfter]
 */
async function tryPrograms(browser, what, programs, stopAfter) {
  /** @type {string[]} */
  const wrong = [];
  for (const { name, code, says } of programs) {
    const said = await run(browser, code, stopAfter);
    if (!says.test(said)) wrong.push(`${name}: ${said.slice(0, 200)}`);
  }
  const count = `${programs.length - wrong.length} of ${programs.length} ${what}`;
  report(browser, count, wrong.length === 0, wrong);
}

/**
 * @param {Browser} browser
 * @param {string} what
 * @param {Readonly<Record<string, string>>} ways
 */
async function tryWays(browser, what, ways) {
  const server = await startCounting();
  const text = await run(browser, program(ways, server.at, site.address + LESSON));
  const through = text.match(/\S+ REACHED/g) ?? [];
  const all = text.includes(`tried ${Object.keys(ways).length}`);
  const line = `${Object.keys(ways).length} kinds of ${what}, ${through.length} got through, ${server.arrivals()} arrivals`;
  report(browser, line, all && through.length === 0 && server.arrivals() === 0, through);
  server.close();
}

/**
 * @param {Browser} browser
 * @param {string} lab
 * @param {string} field
 * @param {string} value
 */
async function tryLab(browser, lab, field, value) {
  await browser.goto(`${site.address}labs/${lab}/`);
  const { after, drawing, colors } = /** @type {Awaited<ReturnType<typeof useLab>>} */ (
    await browser.evaluate(String(useLab), field, value)
  );
  const saved = drawing.startsWith('<svg') && colors > 2;
  report(browser, `the ${lab} lab computes and is saved`, saved, [after]);
}

/** @param {Browser} browser */
async function visitAll(browser) {
  const pages = await readPages(dist);
  /** @type {string[]} */
  const wrong = [];
  for (const { path } of pages) {
    await browser.goto(site.address + path);
    const { asleep, wide, problems } = /** @type {Awaited<ReturnType<typeof visitPage>>} */ (
      await browser.evaluate(String(visitPage))
    );
    if (asleep > 0) problems.push(`${asleep} widgets did not wake`);
    if (wide > 0) problems.push(`${wide} px too wide`);
    if (problems.length > 0) wrong.push(`/${path}: ${problems.join('; ').slice(0, 300)}`);
  }
  report(
    browser,
    `${pages.length - wrong.length} of ${pages.length} pages`,
    wrong.length === 0,
    wrong,
  );
}

/**
 * @param {Browser} browser
 * @param {string} what
 * @param {boolean} ok
 * @param {readonly string[]} [details]
 */
function report(browser, what, ok, details = []) {
  console.log(`${ok ? 'pass' : 'FAIL'}  ${browser.name}: ${what}`);
  for (const line of details) console.log(`      ${line}`);
  if (!ok) process.exitCode = 1;
}

/** @param {string} name */
function find(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path);
        return true;
      } catch {
        return false;
      }
    });
}

// Finds a Chromium for the tests, the bench and the screenshot. `node scripts/find-browser.mjs`
// prints which.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const applications = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    process.env.PROGRAMFILES,
    process.env['PROGRAMFILES(X86)'],
    process.env.LOCALAPPDATA,
  ].flatMap((folder = 'C:\\Program Files') => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
};

/** The command-line switches that the browser is started with. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Where a Chromium is: the one that `CHROMIUM_PATH` names, else Playwright's own, else the
 * system's; as root on Debian it gets installed.
 * @returns {string}
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, and no program is there.`);
  }
  const found = [chromium.executablePath(), ...systemBrowsers()].find(isProgram);
  return found ?? installBrowser();
}

/** @returns {string[]} */
function systemBrowsers() {
  if (process.platform === 'darwin' || process.platform === 'win32') {
    return applications[process.platform];
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @returns {string} */
function installBrowser() {
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.error('No Chromium here: installing the one of Debian …');
    const command = 'apt-get update -q && apt-get install -y -q chromium';
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('sh', ['-c', command], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const installed = systemBrowsers().find(isProgram);
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need a Chromium, and none was found. Get one with\n' +
      '  npx playwright install chromium\n' +
      'or name one: CHROMIUM_PATH=/path/to/chrome npm test',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findBrowser());
